// Recordings: the player and the shape of the sound; the transcript beside it hears where the sound is.
const LEAD = 0.1; // seconds that are heard before and after the words, so that no consonant is cut off

function showRecording(view) {
  const sound = view.querySelector(".player");
  const waveform = view.querySelector(".waveform");
  const from = Number(view.dataset.from);
  const to = Number(view.dataset.to);
  const hasCited = view.dataset.from !== undefined;
  let until = null; // where to stop
  let manual = null; // the moment that is looked at where nothing can be played
  let asked = false; // somebody wants to hear it
  let since = null; // when the clock was last looked at that stands in for a player then

  const length = () => (Number.isFinite(sound.duration) && sound.duration) || Number(view.dataset.seconds) || 0;
  const clock = (seconds) => {
    const whole = Math.floor(seconds);
    const parts = [Math.floor(whole / 60) % 60, whole % 60];
    const text = `${parts[0]}:${String(parts[1]).padStart(2, "0")}`;
    return whole >= 3600 ? `${Math.floor(whole / 3600)}:${text.padStart(5, "0")}` : text;
  };

  const paused = () => (manual === null ? sound.paused : since === null);

  function tick() {
    if (since === null || !sound.isConnected) return;
    const now = performance.now();
    manual = Math.min(manual + ((now - since) / 1000) * sound.playbackRate, length());
    since = manual < length() ? now : null;
    draw();
    requestAnimationFrame(tick);
  }

  function pause() {
    asked = false;
    since = null;
    sound.pause();
    draw();
  }

  function play(start, end) {
    until = end === undefined ? null : end + LEAD;
    if (manual !== null) {
      if (start !== undefined || manual >= length()) manual = Math.max(0, start ?? 0);
      since = performance.now();
      tick();
      return;
    }
    asked = true;
    if (start !== undefined) sound.currentTime = Math.max(0, start - LEAD);
    sound.play().catch((error) => {
      if (error.name !== "AbortError" && error.name !== "NotAllowedError") fail();
    });
  }

  function seek(to) {
    until = null;
    if (manual === null) sound.currentTime = Math.min(Math.max(0, to), length());
    else manual = Math.min(Math.max(0, to), length());
    draw();
  }

  function draw() {
    const at = manual ?? sound.currentTime;
    if (until !== null && at >= until) {
      until = since = null;
      sound.pause();
    }
    const share = length() ? at / length() : 0;
    waveform.style.setProperty("--at", `${100 * share}%`);
    waveform.setAttribute("aria-valuenow", String(Math.round(100 * share)));
    waveform.setAttribute("aria-valuetext", clock(at));
    view.querySelector(".time").textContent = `${clock(at)} / ${clock(length())}`;
    view.querySelector(".play").textContent = paused() ? "Play" : "Pause";
    transcript.at(at, !paused());
    tracks.at(at);
  }

  function run() {
    draw();
    if (!sound.paused && sound.isConnected) requestAnimationFrame(run);
  }

  function placeStretch() {
    if (!hasCited || !length()) return;
    const stretch = waveform.querySelector(".stretch");
    stretch.hidden = false;
    stretch.style.left = `${(100 * from) / length()}%`;
    stretch.style.width = `${(100 * Math.max(to - from, 0)) / length()}%`;
  }

  // Nothing can be played: the frames of a video are shown all the same, by a clock of our own.
  function silent() {
    const note = view.querySelector(".copy-note");
    note.textContent = tracks.moving
      ? "Browsers cannot play this video: you see its frames one by one, without sound."
      : "This recording cannot be played here.";
    note.classList.toggle("trouble", !tracks.moving);
    note.hidden = false;
    manual = sound.currentTime || from || 0;
    tracks.stills();
    draw();
  }

  function fail() {
    const note = view.querySelector(".copy-note");
    if (sound.src !== new URL(sound.dataset.copy, location.href).href) {
      sound.hidden = true;
      note.hidden = false;
      const at = sound.currentTime || from || 0;
      sound.src = sound.dataset.copy;
      sound.currentTime = at;
      tracks.stills();
    } else {
      silent();
    }
  }

  const transcript = showTranscript(view, { play, now: () => sound.currentTime });
  const tracks = showTracks(view, sound, seek);
  const shape = waveform.querySelector(".shape");
  const picture = new Image();
  picture.onload = () => {
    shape.style.maskImage = shape.style.webkitMaskImage = `url("${picture.src}")`;
    shape.classList.add("drawn");
  };
  picture.onerror = () => shape.classList.add("none");
  picture.src = shape.dataset.src;

  sound.addEventListener("error", fail);
  sound.addEventListener("loadedmetadata", () => {
    placeStretch();
    if (hasCited && sound.currentTime === 0) sound.currentTime = from;
    draw();
  });
  sound.addEventListener("durationchange", () => {
    if (sound.duration !== 0 || manual !== null) return;
    silent(); // the copy of the sound of a silent video; browsers find out when it is to be played
    if (asked) play();
  });
  sound.addEventListener("play", run);
  sound.addEventListener("seeking", transcript.jumped);
  for (const event of ["pause", "seeked", "ended"]) sound.addEventListener(event, draw);

  view.addEventListener("click", (event) => {
    const what = event.target.closest("[data-do]")?.dataset.do;
    if (what === "play") {
      if (paused()) play();
      else pause();
    }
    if (what === "cited") play(from, to);
    if (what === "back" || what === "forward") seek((manual ?? sound.currentTime) + (what === "back" ? -5 : 5));
  });
  view.querySelector("select").addEventListener("change", (event) => (sound.playbackRate = Number(event.target.value)));
  waveform.addEventListener("pointerdown", (event) => {
    const box = waveform.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * length());
  });
  waveform.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -5, ArrowUp: 5 }[event.key];
    if (step) seek((manual ?? sound.currentTime) + step);
    if (event.key === " ") paused() ? play() : pause();
    if (step || event.key === " ") event.preventDefault();
  });

  placeStretch();
  draw();
  if (view.dataset.play !== undefined) play(from, to);
}
