// The right column: what the server sends is shown, at the cited place.
const mount = element.querySelector(".mount");
let drawn = null;

function draw() {
  const value = props.value;
  if (!value || value.drawn === drawn) return;
  drawn = value.drawn;
  mount.classList.remove("opening");
  for (const sound of mount.querySelectorAll("audio, video")) {
    sound.pause();
    sound.removeAttribute("src");
    sound.load();
  }
  mount.innerHTML = value.html;
  mount.scrollTop = 0;
  const page = mount.querySelector(".page-view");
  if (page) showPage(page);
  const recording = mount.querySelector(".recording-view");
  if (recording) showRecording(recording);
  const comparison = mount.querySelector(".comparison");
  if (comparison) showComparison(comparison);
  const line = mount.querySelector(".text-view .asked") || mount.querySelector(".text-view .cited");
  line?.scrollIntoView({ block: "center" });
  document.dispatchEvent(new CustomEvent("exhibit:shown", { detail: { exhibit: value.exhibit, chip: value.chip } }));
}

mount.addEventListener("click", (event) => {
  const more = event.target.closest(".more");
  if (more) trigger("more_lines", { first: Number(more.dataset.first) });
  if (event.target.closest("[data-do=leave]")) trigger("leave", {});
  const lead = event.target.closest(".compare");
  if (lead) {
    mount.classList.add("opening");
    trigger("compare", { lead: lead.dataset.lead });
  }
});
mount.addEventListener("submit", (event) => {
  const form = event.target.closest(".purpose-form");
  if (!form) return;
  event.preventDefault();
  const said = new FormData(form);
  trigger("purpose", { words: said.get("own").trim() || said.get("purpose") || "" });
});
document.addEventListener("exhibit:opening", () => mount.classList.add("opening"));
watch("value", draw);
draw();
