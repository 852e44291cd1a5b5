// Two faces side by side: they zoom and move together. The verdict goes to the server, and what comes back takes the form's place.
const CLOSER = [1, 1.5, 2, 3, 4, 6, 8, 12];

function showComparison(view) {
  const panes = [...view.querySelectorAll(".pane")];
  let zoom = 1;
  let [x, y] = [0, 0]; // how far the pictures are moved, in shares of a pane

  function place() {
    const most = (zoom - 1) / 2;
    [x, y] = [Math.min(Math.max(x, -most), most), Math.min(Math.max(y, -most), most)];
    for (const pane of panes) pane.firstElementChild.style.transform = `translate(${100 * x}%, ${100 * y}%) scale(${zoom})`;
    view.querySelector(".zoomed").textContent = `${Math.round(100 * zoom)} %`;
  }

  function setZoom(wanted, at = { x: 0, y: -0.08 }) { // the buttons zoom around the eyes
    const share = wanted / zoom;
    [x, y] = [at.x - (at.x - x) * share, at.y - (at.y - y) * share];
    zoom = wanted;
    if (zoom === 1) [x, y] = [0, 0];
    place();
  }

  function step(by, at) {
    const next = by > 0 ? CLOSER.find((z) => z > zoom + 0.01) : [...CLOSER].reverse().find((z) => z < zoom - 0.01);
    if (next) setZoom(next, at);
  }

  for (const pane of panes) {
    pane.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const box = pane.getBoundingClientRect();
        step(-event.deltaY, { x: (event.clientX - box.left) / box.width - 0.5, y: (event.clientY - box.top) / box.height - 0.5 });
      },
      { passive: false },
    );
    pane.addEventListener("pointerdown", (start) => {
      if (start.button !== 0) return;
      const box = pane.getBoundingClientRect();
      const from = { x, y };
      const move = (event) => {
        [x, y] = [from.x + (event.clientX - start.clientX) / box.width, from.y + (event.clientY - start.clientY) / box.height];
        place();
      };
      const end = () => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", end);
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", end);
    });
    pane.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: [0.05, 0], ArrowRight: [-0.05, 0], ArrowUp: [0, 0.05], ArrowDown: [0, -0.05] }[event.key];
      if (event.key === "+") step(1);
      if (event.key === "-") step(-1);
      if (by) [x, y] = [x + by[0], y + by[1]];
      if (by) event.preventDefault();
      place();
    });
    const picture = pane.firstElementChild;
    const said = pane.parentElement.querySelector(".detail");
    fetch(picture.dataset.src)
      .then(async (answer) => {
        if (!answer.ok) throw new Error((await answer.json()).detail);
        picture.src = URL.createObjectURL(await answer.blob());
        said.textContent = `${Math.round(Number(answer.headers.get("X-Between-Eyes")))} pixels between the eyes`;
      })
      .catch((error) => {
        said.textContent = `Not shown: ${error.message}`;
        said.classList.add("complaint");
      });
  }

  view.querySelector(".bar").addEventListener("click", (event) => {
    const wanted = event.target.closest("button")?.dataset.zoom;
    if (wanted === "in") step(1);
    if (wanted === "out") step(-1);
    if (wanted === "fit") setZoom(1);
  });

  const form = view.querySelector(".verdict-form");
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const complaint = form.querySelector(".complaint");
    const verdict = form.querySelector("input[name=verdict]:checked");
    if (!verdict) {
      complaint.textContent = "Choose a verdict.";
      return;
    }
    const features = [...form.querySelectorAll("[data-feature]")]
      .map((row) => ({
        feature: row.dataset.feature,
        finding: row.querySelector("input[type=radio]:checked")?.value,
        remark: row.querySelector("input[type=text]").value,
      }))
      .filter((said) => said.finding);
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    complaint.textContent = "";
    try {
      const answer = await fetch(form.dataset.address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ verdict: Number(verdict.value), features, remark: form.remark.value, by: form.by.value }),
      });
      const told = await answer.json();
      if (told.html) {
        view.querySelector(".standing")?.remove();
        view.querySelector(".judging").innerHTML = told.html;
        for (const words of document.querySelectorAll(`.lead-line[data-of="${form.dataset.lead}"] .standing`)) {
          words.textContent = told.standing;
          words.className = told.kind;
        }
        return;
      }
      complaint.textContent = told.reason || "It could not be kept; nothing was recorded.";
    } catch {
      complaint.textContent = "The program does not answer; nothing was recorded.";
    }
    button.disabled = false;
  });
  place();
}
