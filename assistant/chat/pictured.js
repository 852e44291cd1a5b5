// The timeline and the links: a click on a mark, a line or a row shows its citations; the wheel zooms, dragging moves.
function showPicture(root, cite) {
  const svg = root.querySelector("svg.picture");
  const rows = [...root.querySelectorAll(".told")];
  if (!svg) return;
  const whole = svg.viewBox.baseVal;
  const all = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };

  function pick(of) {
    const wanted = new Set(of);
    for (const mark of svg.querySelectorAll("[data-of]")) {
      const own = mark.dataset.of.split(" ");
      mark.classList.toggle("picked", own.some((number) => wanted.has(number)));
    }
    for (const row of rows) row.classList.toggle("picked", wanted.has(row.dataset.number));
    root.classList.toggle("picking", wanted.size > 0);
    root.querySelector(".told.picked")?.scrollIntoView({ block: "nearest" });
  }

  function zoom(by, at) {
    const width = Math.min(Math.max(whole.width * by, all.width / 60), all.width);
    const share = width / whole.width;
    if (svg.classList.contains("over-time")) {
      whole.x = Math.min(Math.max(at.x - (at.x - whole.x) * share, all.x), all.x + all.width - width);
      whole.width = width;
    } else {
      whole.x = at.x - (at.x - whole.x) * share;
      whole.y = at.y - (at.y - whole.y) * share;
      whole.width = width;
      whole.height *= share;
    }
    keepShape();
  }

  // Along the time only the times are stretched: marks and words keep their shape.
  function keepShape() {
    if (!svg.classList.contains("over-time")) return;
    const squeezed = whole.width / all.width;
    for (const mark of svg.querySelectorAll("[data-x]")) mark.setAttribute("transform", `translate(${mark.dataset.x} 0) scale(${squeezed} 1)`);
  }

  function point(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  }

  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, point(event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (start) => {
    if (start.button !== 0) return;
    const from = point(start);
    const node = start.target.closest(".node");
    let moved = false;
    const move = (event) => {
      const to = point(event);
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > 3) moved = true;
      if (!moved) return;
      if (node) return place(node, to);
      whole.x += from.x - to.x;
      if (!svg.classList.contains("over-time")) whole.y += from.y - to.y;
    };
    const end = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      const mark = start.target.closest("[data-of]");
      if (!moved) pick(mark ? mark.dataset.of.split(" ") : []);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
  });
  svg.addEventListener("keydown", (event) => {
    const mark = event.target.closest("[data-of]");
    if (mark && (event.key === "Enter" || event.key === " ")) pick(mark.dataset.of.split(" "));
  });

  function place(node, to) {
    node.setAttribute("transform", `translate(${to.x} ${to.y})`);
    for (const line of svg.querySelectorAll(".link")) {
      if (line.dataset.a === node.dataset.node) [line.x1.baseVal.value, line.y1.baseVal.value] = [to.x, to.y];
      if (line.dataset.b === node.dataset.node) [line.x2.baseVal.value, line.y2.baseVal.value] = [to.x, to.y];
    }
  }

  root.addEventListener("click", (event) => {
    const chip = event.target.closest(".chip");
    if (chip && cite) return cite(chip);
    const row = event.target.closest(".told");
    if (row) pick([row.dataset.number]);
  });
  const filter = root.querySelector(".filter");
  filter?.addEventListener("input", () => {
    const wanted = filter.value.toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
}
