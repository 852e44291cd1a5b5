// The tab of reviews: what the server sends; what is opened and judged is sent back.
const mount = element.querySelector(".mount");

let shown = null;

function draw() {
  mount.innerHTML = props.value || "";
  const of = mount.querySelector(".reviewed")?.dataset.of ?? null;
  const trouble = mount.querySelector(".failure-view");
  if (trouble) trouble.scrollIntoView({ block: "start" });
  else if (of !== shown) mount.scrollIntoView({ block: "start" });
  shown = of;
}

mount.addEventListener("click", (event) => {
  const entry = event.target.closest("[data-open]");
  if (entry) {
    for (const open of mount.querySelectorAll(".open")) open.classList.remove("open");
    entry.classList.add("open");
    trigger("open", { seq: Number(entry.dataset.open) });
  }
  const chip = event.target.closest(".chip");
  if (chip) {
    const { exhibit, sha256, fragment, quote } = chip.dataset;
    document.dispatchEvent(new Event("exhibit:opening"));
    trigger("cite", { exhibit, sha256, fragment, quote, answer: Number(chip.closest("[data-seq]").dataset.seq) });
    document.querySelector('button[role="tab"]')?.click(); // the viewer is on the first tab
  }
  const button = event.target.closest("[data-verdict]");
  if (button) {
    const form = button.closest(".judge");
    trigger("judge", { on: Number(form.dataset.on), verdict: button.dataset.verdict, comment: form.querySelector("input").value });
  }
});
watch("value", draw);
draw();
