// What is going on while a question is answered, with a clock.
const mount = element.querySelector(".mount");

function tick() {
  const since = mount.querySelector(".since");
  if (since) since.textContent = `${Math.max(0, Math.round((Date.now() - Number(since.dataset.since)) / 1000))} s`;
}

function draw() {
  const before = mount.childElementCount;
  mount.innerHTML = props.value || "";
  tick();
  if (!mount.childElementCount) return;
  if (before) mount.lastElementChild.scrollIntoView({ block: "nearest" });
  else mount.firstElementChild.scrollIntoView({ block: "start" });
}

element.setAttribute("aria-live", "polite");
setInterval(tick, 1000);
watch("value", draw);
draw();
