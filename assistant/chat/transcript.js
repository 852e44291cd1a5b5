// The transcript: leaves that are fetched when they come near, words that light up as they are played, and what a person says of them.
const AHEAD = 0.1; // seconds by which a line is lit before it begins
const WHOLE = 0.4; // seconds at either end that a listener may miss and still have heard a line

function showTranscript(view, player) {
  const list = view.querySelector(".transcript");
  if (!list) return { at() {}, jumped() {} };
  const leaves = [...list.querySelectorAll(".leaf")];
  const heard = new Set(); // evidence ids of lines that were played through while this exhibit is open
  const following = new Map(); // lit line -> whether its beginning was played
  let lit = [];
  let word = new Map(); // lit line -> lit word
  let jump = true;

  // -- leaves ---------------------------------------------------------------------------------------------------------

  const fetching = new Map();
  async function load(leaf) {
    if (leaf.classList.contains("loaded")) return;
    if (!fetching.has(leaf)) fetching.set(leaf, fetchLeaf(leaf).finally(() => fetching.delete(leaf)));
    await fetching.get(leaf);
  }

  async function fetchLeaf(leaf) {
    const answer = await fetch(`${list.dataset.leaves}/${leaf.dataset.leaf}`);
    if (!answer.ok) {
      leaf.textContent = "These lines could not be fetched. Open the exhibit again.";
      return;
    }
    leaf.innerHTML = await answer.text();
    leaf.style.minHeight = "";
    leaf.classList.add("loaded");
    enable(leaf);
  }

  function unload(leaf) {
    if (!leaf.classList.contains("loaded") || leaf.querySelector(".cited, .now, form") || leaf.contains(document.activeElement)) return;
    leaf.style.minHeight = `${leaf.offsetHeight}px`;
    leaf.replaceChildren();
    leaf.classList.remove("loaded");
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) load(target);
        else unload(target);
      }
    },
    { root: list, rootMargin: "1200px 0px" },
  );
  for (const leaf of leaves) near.observe(leaf);

  // -- what is played -------------------------------------------------------------------------------------------------

  const begins = (line) => Number(line.dataset.start);
  const ends = (line) => Number(line.dataset.end);
  const leafAt = (time) => leaves.findLast((leaf) => Number(leaf.dataset.start) <= time + AHEAD);

  // The lines that are spoken at a moment: several where people speak at once; between two lines the one that was last.
  function spoken(time) {
    const leaf = leafAt(time);
    if (!leaf) return [];
    load(leaf);
    const started = [...leaf.children].filter((line) => line.dataset.start && begins(line) <= time + AHEAD);
    const now = started.filter((line) => time < ends(line));
    return now.length ? now : started.slice(-1);
  }

  function at(time, playing) {
    const now = !playing && time === 0 ? [] : spoken(time);
    for (const line of lit.filter((one) => !now.includes(one))) {
      line.classList.remove("now");
      light(line, null);
      if (isHeard(line, time)) hear(line);
      following.delete(line);
    }
    for (const line of now) {
      if (!lit.includes(line)) {
        line.classList.add("now");
        following.set(line, time <= begins(line) + WHOLE);
      }
      if (isHeard(line, time)) hear(line);
      light(line, [...line.querySelectorAll(".w")].findLast((one) => Number(one.dataset.t.split(",")[0]) <= time + 0.02));
    }
    const first = now.find((line) => !lit.includes(line));
    if (first && playing) keepInSight(first);
    lit = now;
    if (playing) jump = false;
  }

  // Played from its beginning to its end, without a jump between.
  const isHeard = (line, time) => !jump && following.get(line) && time >= ends(line) - WHOLE;

  function light(line, one) {
    if (word.get(line) === one) return;
    word.get(line)?.classList.remove("lit");
    one?.classList.add("lit");
    word.set(line, one);
    if (!one) word.delete(line);
  }

  function jumped() {
    jump = true;
    for (const line of following.keys()) following.set(line, player.now() <= begins(line) + WHOLE);
  }

  function keepInSight(line) {
    const box = line.getBoundingClientRect();
    const seen = list.getBoundingClientRect();
    if (box.top < seen.top || box.bottom > seen.bottom) list.scrollTop += box.top - seen.top - seen.height / 3;
  }

  // -- what a person says of it ---------------------------------------------------------------------------------------

  function hear(line) {
    if (heard.has(line.dataset.evidence)) return;
    heard.add(line.dataset.evidence);
    enable(line);
  }

  function enable(within) {
    for (const deed of within.querySelectorAll("[data-deed]:disabled")) {
      if (!heard.has(deed.closest("li").dataset.evidence)) continue;
      deed.disabled = false;
      deed.title = deed.dataset.about;
    }
  }

  async function send(line, said) {
    const body = { evidence: line.dataset.evidence, seen: Number(line.dataset.seen), ...said };
    let told;
    try {
      const answer = await fetch(list.dataset.confirm, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      told = await answer.json();
    } catch {
      told = { reason: "It could not be sent. Has the program ended?" };
    }
    if (told.html === undefined) {
      complain(line, told.reason || (typeof told.detail === "string" ? told.detail : "It could not be kept."));
      return;
    }
    const holder = document.createElement("ol");
    holder.innerHTML = told.html;
    const fresh = holder.firstElementChild;
    line.replaceWith(fresh);
    lit = lit.filter((one) => one !== line);
    enable(fresh);
    fresh.querySelector(".moment").focus();
    const doubts = view.querySelector(".doubts");
    doubts.textContent = told.doubts;
    doubts.parentElement.hidden = !told.doubts;
  }

  function complain(line, reason) {
    line.querySelector(".complaint")?.remove();
    line.querySelector(".what").append(Object.assign(document.createElement("p"), { className: "complaint", role: "alert", textContent: reason }));
  }

  function correct(line) {
    if (line.querySelector("form")) return;
    const form = Object.assign(document.createElement("form"), { className: "correcting" });
    const words = Object.assign(document.createElement("textarea"), { value: line.querySelector(".said").textContent, rows: 2, maxLength: 5000 });
    words.setAttribute("aria-label", "What is said here");
    const save = Object.assign(document.createElement("button"), { type: "submit", textContent: "Keep this text", className: "keep" });
    const leave = Object.assign(document.createElement("button"), { type: "button", textContent: "Cancel" });
    form.append(words, save, leave);
    const end = () => {
      form.remove();
      line.querySelector(".complaint")?.remove();
      line.querySelector("[data-deed=correct]").focus();
    };
    leave.addEventListener("click", end);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(line, { text: words.value });
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") end();
      if (event.key === "Enter" && !event.shiftKey) form.requestSubmit();
      if (event.key === "Escape" || event.key === "Enter") event.preventDefault();
    });
    line.querySelector(".what").append(form);
    words.focus();
  }

  // -- names of voices ------------------------------------------------------------------------------------------------

  async function name(names, said) {
    let told;
    try {
      const body = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) };
      told = await (await fetch(names.dataset.names, body)).json();
    } catch {
      told = { reason: "It could not be sent. Has the program ended?" };
    }
    if (told.html === undefined) {
      const reason = told.reason || (typeof told.detail === "string" ? told.detail : "It could not be kept.");
      names.querySelector(".complaint")?.remove();
      names.append(Object.assign(document.createElement("p"), { className: "complaint", role: "alert", textContent: reason }));
      return;
    }
    const holder = document.createElement("div");
    holder.innerHTML = told.html;
    names.replaceWith(holder.firstElementChild);
  }

  view.addEventListener("submit", (event) => {
    const names = event.target.closest(".names");
    if (!names) return;
    event.preventDefault();
    name(names, Object.fromEntries(new FormData(event.target)));
  });
  view.addEventListener("click", (event) => {
    const given = event.target.closest("[data-unname]");
    if (given) name(given.closest(".names"), { speaker: given.dataset.unname });
  });

  async function nextDoubt() {
    const top = list.getBoundingClientRect().top;
    const inSight = (line) => line && line.getBoundingClientRect().bottom > top && line.getBoundingClientRect().top < top + list.clientHeight;
    const marked = [list.querySelector(".sought"), ...lit].find(inSight);
    const here = marked || [...list.querySelectorAll(".loaded > li")].find(inSight)?.previousElementSibling;
    const leaf = here?.closest(".leaf");
    const rest = leaf ? [...leaf.querySelectorAll(".unsure")].filter((line) => here.compareDocumentPosition(line) & 4) : [];
    list.querySelector(".sought")?.classList.remove("sought");
    if (rest.length) return seek(rest[0]);
    const from = leaf ? leaves.indexOf(leaf) + 1 : 0;
    for (const next of [...leaves.slice(from), ...leaves.slice(0, from)]) {
      if (!next.dataset.doubts) continue;
      next.scrollIntoView({ block: "nearest" });
      await load(next);
      const first = next.querySelector(".unsure");
      if (first) return seek(first);
    }
  }

  function seek(line) {
    line.classList.add("sought");
    line.scrollIntoView({ block: "center" });
    line.querySelector(".moment").focus();
  }

  // -- clicks and keys ------------------------------------------------------------------------------------------------

  const playWord = (one) => player.play(Number(one.dataset.t.split(",")[0]), ends(one.closest("li")));
  list.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (!line) return;
    const deed = event.target.closest("[data-deed]")?.dataset.deed;
    if (deed === "confirm") send(line, {});
    else if (deed === "undo") send(line, { undo: true });
    else if (deed === "correct") correct(line);
    else if (event.target.closest(".moment")) player.play(begins(line), ends(line));
    else if (event.target.closest(".w") && !String(getSelection())) playWord(event.target.closest(".w"));
  });
  list.addEventListener("keydown", (event) => {
    const one = event.target.closest(".w");
    if (!one) return;
    const line = one.closest("li");
    const words = [...line.querySelectorAll(".w")];
    const beside = {
      ArrowLeft: words[words.indexOf(one) - 1],
      ArrowRight: words[words.indexOf(one) + 1],
      ArrowUp: line.previousElementSibling?.querySelector(".w"),
      ArrowDown: line.nextElementSibling?.querySelector(".w"),
    };
    if (event.key === "Enter" || event.key === " ") playWord(one);
    else if (event.key in beside) beside[event.key]?.focus();
    else return;
    event.preventDefault();
  });
  view.querySelector("[data-do=doubt]").addEventListener("click", nextDoubt);

  const asked = list.querySelector(".asked");
  if (asked) asked.scrollIntoView({ block: "center" });
  return { at, jumped };
}
