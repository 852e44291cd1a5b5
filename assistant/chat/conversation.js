// The answers. Those that stand stay as they are: an unfolded list remains unfolded when the next answer arrives.
const mount = element.querySelector(".mount");
let drawnCase = null;
let drawn = 0;
let news = null;
let heard = null;

// An answer that had to wait for a person comes without being asked for; whether one has, is looked for now and then.
async function look() {
  if (!news || document.hidden) return;
  const answer = await fetch(news, { cache: "no-store" }).catch(() => null);
  if (!answer || !answer.ok) return;
  const state = await answer.text();
  if (heard !== null && state !== heard) trigger("news", {});
  heard = state;
}

function draw() {
  const value = props.value;
  if (!value) return;
  if (value.news !== news) [news, heard] = [value.news, null];
  if (value.case !== drawnCase || value.turns.length < drawn) {
    mount.replaceChildren();
    drawnCase = value.case;
    drawn = 0;
  }
  mount.querySelector(".before")?.remove();
  if (value.before) {
    const before = document.createElement("div");
    before.className = "before";
    before.innerHTML = value.before;
    mount.append(before);
  }
  const fresh = value.turns.slice(drawn);
  for (const turn of fresh) mount.insertAdjacentHTML("beforeend", turn);
  drawn = value.turns.length;
  if (fresh.length) mount.lastElementChild.scrollIntoView({ block: "start" });
}

function markChip(chip) {
  for (const open of mount.querySelectorAll(".chip.open")) open.classList.remove("open");
  if (!chip) return;
  const [turn, number] = chip;
  const chips = mount.querySelectorAll(`.turn[data-turn="${Number(turn)}"] .chip[data-number="${Number(number)}"]`);
  for (const open of chips) open.classList.add("open");
}

element.addEventListener("click", (event) => {
  const chip = event.target.closest(".chip");
  if (chip) {
    const turn = Number(chip.closest(".turn").dataset.turn);
    document.dispatchEvent(new Event("exhibit:opening"));
    trigger("cite", { turn, number: Number(chip.dataset.number) });
  }
  const lead = event.target.closest(".compare");
  if (lead) {
    document.dispatchEvent(new Event("exhibit:opening"));
    trigger("compare", { lead: lead.dataset.lead });
  }
  const lacking = event.target.closest(".authorise");
  if (lacking) {
    trigger("authorise", { approval: lacking.dataset.approval || "" });
    const tab = [...document.querySelectorAll('button[role="tab"]')].find((each) => each.textContent.trim() === "Authority");
    document.documentElement.dataset.wanted = "yes";
    tab?.click();
    delete document.documentElement.dataset.wanted;
  }
  const example = event.target.closest(".example");
  if (example) {
    trigger("suggest", { question: example.textContent });
    document.querySelector("#question textarea")?.focus();
  }
});
document.addEventListener("exhibit:shown", (event) => markChip(event.detail.chip));
setInterval(look, 8000);
watch("value", draw);
draw();
