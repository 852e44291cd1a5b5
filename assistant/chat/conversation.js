// The answers. Those that stand stay as they are: an unfolded list remains unfolded when the next answer arrives.
const mount = element.querySelector(".mount");
let drawnCase = null;
let drawn = 0;

function draw() {
  const value = props.value;
  if (!value) return;
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
  const example = event.target.closest(".example");
  if (example) {
    trigger("suggest", { question: example.textContent });
    document.querySelector("#question textarea")?.focus();
  }
});
document.addEventListener("exhibit:shown", (event) => markChip(event.detail.chip));
watch("value", draw);
draw();
