// The list of exhibits, with a filter where there are many.
const MANY = 12;
const mount = element.querySelector(".mount");
const filter = Object.assign(document.createElement("input"), { type: "search", className: "filter", placeholder: "Filter", hidden: true });
const list = document.createElement("div");
let shown = null;
mount.append(filter, list);

function mark() {
  for (const exhibit of list.querySelectorAll(".exhibit")) {
    const isOpen = exhibit.dataset.exhibit === shown;
    exhibit.classList.toggle("open", isOpen);
    exhibit.setAttribute("aria-pressed", String(isOpen));
  }
}

function sift() {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of list.querySelectorAll(".exhibits > li")) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
}

function draw() {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.exhibit : null;
  list.innerHTML = props.value || "";
  const few = list.querySelectorAll(".exhibit").length <= MANY;
  if (few) filter.value = "";
  filter.hidden = few;
  mark();
  sift();
  if (focused) list.querySelector(`.exhibit[data-exhibit="${CSS.escape(focused)}"]`)?.focus();
}

filter.addEventListener("input", sift);
element.addEventListener("click", (event) => {
  const row = event.target.closest("button.exhibit");
  if (!row) return;
  document.dispatchEvent(new Event("exhibit:opening"));
  if (row.dataset.lead) trigger("compare", { lead: row.dataset.lead });
  else trigger("open_exhibit", { exhibit: row.dataset.exhibit });
});
document.addEventListener("exhibit:shown", (event) => {
  shown = event.detail.exhibit;
  mark();
});
watch("value", draw);
draw();
