// Pages: zooming, moving, frames.
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6];
const UPSCALE = 1.5; // small pictures are not blown up further than this

function showPage(view) {
  const desk = view.querySelector(".desk");
  const sheet = view.querySelector(".sheet");
  let zoom = 1;

  function fit() {
    return Math.min(desk.clientWidth, Number(sheet.dataset.width) * UPSCALE);
  }

  function setZoom(wanted, at) {
    const before = sheet.getBoundingClientRect();
    const point = at || { x: desk.getBoundingClientRect().left + desk.clientWidth / 2, y: desk.getBoundingClientRect().top + desk.clientHeight / 2 };
    const share = { x: (point.x - before.left) / before.width, y: (point.y - before.top) / before.height };
    zoom = wanted;
    sheet.style.width = `${fit() * zoom}px`;
    view.querySelector(".zoomed").textContent = `${Math.round(100 * zoom)} %`;
    const after = sheet.getBoundingClientRect();
    desk.scrollLeft += after.left + share.x * after.width - point.x;
    desk.scrollTop += after.top + share.y * after.height - point.y;
  }

  // The buttons zoom around a frame that is in sight, so that it stays there.
  function frameInSight() {
    const seen = desk.getBoundingClientRect();
    for (const frame of sheet.querySelectorAll(".looked-up, .frame")) {
      const box = frame.getBoundingClientRect();
      const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
      if (middle.x > seen.left && middle.x < seen.right && middle.y > seen.top && middle.y < seen.bottom) return middle;
    }
    return undefined;
  }

  function step(by, at = frameInSight()) {
    const next = by > 0 ? ZOOMS.find((z) => z > zoom + 0.01) : [...ZOOMS].reverse().find((z) => z < zoom - 0.01);
    if (next) setZoom(next, at);
  }

  function centre(frame) {
    if (!frame) return;
    desk.scrollTop = frame.offsetTop + frame.offsetHeight / 2 - desk.clientHeight / 2;
    desk.scrollLeft = frame.offsetLeft + frame.offsetWidth / 2 - desk.clientWidth / 2;
  }

  // What was seen: a box in the picture and its line in the list are marked together.
  function pick(number) {
    for (const part of view.querySelectorAll("[data-spot]")) part.classList.toggle("picked", part.dataset.spot === number);
    view.querySelector(".spot-line.picked")?.scrollIntoView({ block: "nearest" });
  }

  view.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.spot) pick(button.dataset.spot);
    if (button.classList.contains("spot-line")) centre(sheet.querySelector(".spot.picked"));
    if (button.dataset.page) trigger("turn_page", { page: Number(button.dataset.page) });
    if (button.dataset.zoom === "in") step(1);
    if (button.dataset.zoom === "out") step(-1);
    if (button.dataset.zoom === "fit") setZoom(1, frameInSight());
    if (button.dataset.frame) {
      view.querySelector(".frame.looked-up")?.remove();
      const frame = document.createElement("div");
      frame.className = "frame looked-up";
      frame.style.cssText = button.dataset.frame;
      sheet.append(frame);
      centre(frame);
    }
  });
  desk.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      step(-event.deltaY, { x: event.clientX, y: event.clientY });
    },
    { passive: false },
  );
  desk.addEventListener("keydown", (event) => {
    if (event.key === "+") step(1);
    if (event.key === "-") step(-1);
    if (event.key === "0") setZoom(1);
  });
  desk.addEventListener("pointerdown", (start) => {
    if (start.button !== 0 || start.pointerType === "touch" || start.target.closest(".spot")) return;
    const from = { left: desk.scrollLeft, top: desk.scrollTop };
    const move = (event) => {
      desk.scrollLeft = from.left - (event.clientX - start.clientX);
      desk.scrollTop = from.top - (event.clientY - start.clientY);
    };
    const end = () => {
      desk.classList.remove("grabbed");
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
    };
    desk.classList.add("grabbed");
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
  });
  new ResizeObserver(() => (sheet.style.width = `${fit() * zoom}px`)).observe(desk);
  sheet.style.width = `${fit()}px`;
  centre(view.querySelector(".frame:not(.beside)") || view.querySelector(".frame"));
}
