// The tab of authority: forms that the server draws; what is sent by them goes back to it.
const mount = element.querySelector(".mount");
const LISTS = ["actions", "exhibits"];

function tick() {
  for (const left of mount.querySelectorAll("[data-until]")) {
    const minutes = Math.max(0, Math.floor((Number(left.dataset.until) - Date.now()) / 60000));
    left.textContent = `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  }
}

function draw() {
  mount.innerHTML = props.value ? props.value.html : "";
  tick();
  if (props.value && props.value.asking) mount.querySelector("#ask-authorisation")?.scrollIntoView({ block: "start" });
  else if (mount.querySelector(".notice, .failure-view")) mount.scrollIntoView({ block: "start" });
}

mount.addEventListener("submit", (event) => {
  const form = event.target.closest(".deciding");
  if (!form) return;
  event.preventDefault();
  const said = { what: event.submitter.value, id: form.dataset.id || "" };
  const args = {};
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("arg-")) args[name.slice(4)] = value;
    else if (LISTS.includes(name)) (said[name] ||= []).push(value);
    else said[name] = value;
  }
  for (const field of form.querySelectorAll("[data-was]")) {
    if (field.value === field.dataset.was) delete args[field.name.slice(4)];
  }
  if (Object.keys(args).length) said.args = args;
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  trigger("decide", said);
});
setInterval(tick, 15000);
watch("value", draw);
draw();
// What is on the tab is as it was when it was opened: each time it is opened it is asked for anew.
document.addEventListener("click", (event) => {
  const tab = event.target.closest('button[role="tab"]');
  if (tab && tab.textContent.trim() === "Authority" && !document.documentElement.dataset.wanted) document.querySelector("#authority-show")?.click();
});
