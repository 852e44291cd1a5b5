// Videos: boxes over the moving picture, the timeline of what was followed, and single frames where browsers cannot play it.
const BESIDE = 0.15; // seconds before and after a track in which its box still stands
const STANDS = 0.5; // seconds before and after the only sighting of something in which its box stands
const PATIENCE = 120; // milliseconds between two frames that are asked for

function showTracks(view, sound, seek) {
  const stage = view.querySelector(".stage");
  if (!stage) return { moving: false, at() {}, stills() {} };
  const still = stage.querySelector(".still");
  const over = stage.querySelector(".over");
  const spots = JSON.parse(stage.dataset.spots);
  let stills = stage.dataset.stills !== undefined;
  const cited = JSON.parse(stage.dataset.cited);
  let picked = Number(view.querySelector(".track.picked")?.dataset.spot) || null;
  let now = 0;
  let asked = null;
  let waiting = false;

  const natural = () => (stills ? [still.naturalWidth, still.naturalHeight] : [sound.videoWidth, sound.videoHeight]);

  // Where a spot is at a moment: between two sightings on the straight way from one to the other.
  function boxAt(spot, time) {
    if (!spot.way.length || time < spot.from - BESIDE || time > spot.to + BESIDE) return null;
    const next = spot.way.findIndex((sighting) => sighting[0] >= time);
    if (spot.way.length === 1) return Math.abs(time - spot.way[0][0]) <= STANDS ? spot.way[0].slice(1) : null;
    if (next === 0) return spot.way[0].slice(1);
    if (next < 0) return spot.way[spot.way.length - 1].slice(1);
    const [before, after] = [spot.way[next - 1], spot.way[next]];
    const share = after[0] > before[0] ? (time - before[0]) / (after[0] - before[0]) : 1;
    return before.slice(1).map((value, i) => value + share * (after[i + 1] - value));
  }

  function draw() {
    const [width, height] = natural();
    const shown = (stills ? still : sound).getBoundingClientRect();
    const around = stage.getBoundingClientRect();
    over.hidden = !width || !shown.width;
    if (over.hidden) return;
    const scale = Math.min(shown.width / width, shown.height / height); // object-fit: contain
    const dense = window.devicePixelRatio || 1;
    over.style.left = `${shown.left - around.left + (shown.width - width * scale) / 2}px`;
    over.style.top = `${shown.top - around.top + (shown.height - height * scale) / 2}px`;
    over.style.width = `${width * scale}px`;
    over.style.height = `${height * scale}px`;
    over.width = Math.round(width * scale * dense);
    over.height = Math.round(height * scale * dense);
    const pen = over.getContext("2d");
    pen.scale(dense, dense);
    pen.font = "600 12px system-ui, sans-serif";
    pen.textBaseline = "top";
    for (const [from, to, ...box] of cited) {
      if (now < from - BESIDE || now > to + BESIDE) continue;
      pen.lineWidth = 3;
      pen.setLineDash([8, 5]);
      pen.strokeStyle = getComputedStyle(stage).getPropertyValue("--cited").trim();
      pen.strokeRect(...box.map((value) => value * scale));
      pen.setLineDash([]);
    }
    for (const spot of spots) {
      const box = boxAt(spot, now);
      if (!box) continue;
      const [left, top, wide, high] = box.map((value) => value * scale);
      const colour = getComputedStyle(stage).getPropertyValue(`--voice-${spot.colour}`).trim();
      pen.lineWidth = spot.n === picked ? 4 : 2;
      pen.strokeStyle = colour;
      pen.strokeRect(left, top, wide, high);
      const words = `${spot.n} ${spot.name}`;
      const room = pen.measureText(words).width + 8;
      const label = top >= 16 ? top - 16 : top;
      pen.fillStyle = colour;
      pen.fillRect(left, label, room, 16);
      pen.fillStyle = getComputedStyle(stage).getPropertyValue("--panel").trim();
      pen.fillText(words, left + 4, label + 2);
    }
  }

  // One frame at a time, and only the newest that is wanted.
  function ask() {
    if (waiting || !stills) return;
    const wanted = `${stage.dataset.frame}?t=${now.toFixed(2)}`;
    if (wanted === asked) return;
    waiting = true;
    asked = wanted;
    still.src = wanted;
  }
  function arrived() {
    draw();
    setTimeout(() => {
      waiting = false;
      ask();
    }, PATIENCE);
  }
  still.addEventListener("load", arrived);
  still.addEventListener("error", arrived);

  function pick(number) {
    picked = number;
    for (const row of view.querySelectorAll(".track")) row.classList.toggle("picked", Number(row.dataset.spot) === number);
    view.querySelector(".track.picked")?.scrollIntoView({ block: "nearest" });
    draw();
  }

  view.addEventListener("click", (event) => {
    const row = event.target.closest(".track");
    if (!row) return;
    const lane = row.querySelector(".lane-of-time").getBoundingClientRect();
    const [from, to] = [Number(row.dataset.start), Number(row.dataset.end)];
    const share = (event.clientX - lane.left) / lane.width;
    const clicked = event.target.closest(".lane-of-time") ? share * Math.max(Number(view.dataset.seconds), to) : null;
    seek(clicked !== null && clicked >= from && clicked <= to ? clicked : Number(row.dataset.best)); // else where it was seen best
    pick(Number(row.dataset.spot));
  });
  stage.addEventListener("click", (event) => {
    const [width] = natural();
    const area = over.getBoundingClientRect();
    const scale = area.width / width;
    const [x, y] = [(event.clientX - area.left) / scale, (event.clientY - area.top) / scale];
    const inside = spots.filter((spot) => {
      const box = boxAt(spot, now);
      return box && x >= box[0] && y >= box[1] && x <= box[0] + box[2] && y <= box[1] + box[3];
    });
    inside.sort((a, b) => area_of(boxAt(a, now)) - area_of(boxAt(b, now)));
    pick(inside.length ? inside[0].n : null);
  });
  const area_of = (box) => box[2] * box[3];
  new ResizeObserver(draw).observe(stage);

  return {
    moving: true,
    at(time) {
      now = time;
      if (stills) ask();
      draw();
    },
    stills() {
      stills = true;
      still.hidden = false;
      ask();
    },
  };
}
