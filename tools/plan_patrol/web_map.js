"use strict";
const data = JSON.parse(document.getElementById("plan").textContent);
const svg = document.querySelector("svg");
const clock = document.getElementById("clock");
const slider = document.getElementById("minute");
let view = svg.viewBox.baseVal;
const whole = [view.x, view.y, view.width, view.height];
const at = (event) => { const box = svg.getBoundingClientRect(); return [view.x + (event.clientX - box.left) / box.width * view.width, view.y + (event.clientY - box.top) / box.height * view.height]; };
const scaled = () => svg.style.setProperty("--unit", String(view.width / whole[2]));
svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  const [x, y] = at(event), by = event.deltaY < 0 ? 0.8 : 1.25;
  view.x = x - (x - view.x) * by; view.y = y - (y - view.y) * by; view.width *= by; view.height *= by;
  scaled();
}, { passive: false });
let held = null;
svg.addEventListener("pointerdown", (event) => { held = at(event); });
svg.addEventListener("pointermove", (event) => { if (held) { const now = at(event); view.x += held[0] - now[0]; view.y += held[1] - now[1]; } });
addEventListener("pointerup", () => { held = null; });
document.getElementById("whole").addEventListener("click", () => { [view.x, view.y, view.width, view.height] = whole; scaled(); });
for (const box of document.querySelectorAll("input[data-unit]"))
  box.addEventListener("change", () => { for (const part of document.querySelectorAll(`[data-of="${box.dataset.unit}"]`)) part.style.display = box.checked ? "" : "none"; });
const told = document.getElementById("told");
const stops = [...document.querySelectorAll("[data-arrive]")];
function tell(shown) {
  told.replaceChildren(...shown.map((stop) => {
    const line = document.createElement("li");
    line.style.borderColor = stop.getAttribute("fill");
    line.textContent = stop.querySelector("title").textContent;
    return line;
  }));
}
svg.addEventListener("click", (event) => {
  const clicked = event.target.closest("[data-arrive]");
  if (clicked) tell(stops.filter((stop) => stop.dataset.place === clicked.dataset.place));
});
function show() {
  const minute = Number(slider.value), all = minute < 0;
  const absolute = (data.start + Math.max(minute, 0)) % 1440;
  clock.textContent = all ? "whole shift" : `${String(Math.floor(absolute / 60)).padStart(2, "0")}:${String(absolute % 60).padStart(2, "0")}`;
  const here = (stop) => Number(stop.dataset.arrive) <= minute && minute < Number(stop.dataset.depart);
  for (const stop of stops) stop.style.opacity = all || here(stop) ? 1 : 0.12;
  tell(all ? [] : stops.filter(here));
}
slider.addEventListener("input", show);
scaled();
show();
