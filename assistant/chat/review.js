// The tab of reviews: what the server sends; what is opened and judged is sent back.
const mount = element.querySelector(".mount");

function draw() {
  mount.innerHTML = props.value || "";
}

mount.addEventListener("click", (event) => {
  const entry = event.target.closest("[data-open]");
  if (entry) {
    for (const open of mount.querySelectorAll(".open")) open.classList.remove("open");
    entry.classList.add("open");
    trigger("open", { seq: Number(entry.dataset.open) });
  }
  const button = event.target.closest("[data-verdict]");
  if (button) {
    const form = button.closest(".judge");
    trigger("judge", { on: Number(form.dataset.on), verdict: button.dataset.verdict, comment: form.querySelector("input").value });
  }
});
watch("value", draw);
draw();
