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

async function flagAnswer(button) {
  const form = button.closest(".flag-form");
  const { on, flags } = form.closest(".flagging").dataset;
  const said = { on: Number(on) };
  for (const field of form.querySelectorAll("select, input")) said[field.dataset.field] = field.value;
  button.disabled = true;
  let told;
  try {
    const body = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) };
    told = await (await fetch(flags, body)).json();
  } catch {
    told = { reason: "It could not be sent. Has the program ended?" };
  }
  form.querySelector(".told-flag").textContent = told.told || told.reason || "It could not be kept.";
  if (told.told) for (const field of form.querySelectorAll("select, input")) field.disabled = true;
  else button.disabled = false;
}

element.addEventListener("click", (event) => {
  const flag = event.target.closest(".send-flag");
  if (flag) flagAnswer(flag);
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
