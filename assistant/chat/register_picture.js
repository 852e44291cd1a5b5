// The register's tab: pictures and suggestions that the server sends; decisions and citations that are sent back.
const mount = element.querySelector(".mount");

function cited(chip) {
  const { exhibit, sha256, fragment, quote } = chip.dataset;
  document.dispatchEvent(new Event("exhibit:opening"));
  trigger("cite", { exhibit, sha256, fragment, quote });
  document.querySelector('button[role="tab"]')?.click(); // the viewer is on the first tab
}

function draw() {
  mount.replaceChildren();
  if (!props.value) return;
  const picture = document.createElement("div");
  picture.innerHTML = props.value.html;
  mount.append(picture);
  showPicture(picture, cited);
  if (!picture.querySelector("svg.picture")) {
    picture.addEventListener("click", (event) => {
      const chip = event.target.closest(".chip");
      if (chip) cited(chip);
    });
  }
}

mount.addEventListener("click", (event) => {
  const button = event.target.closest("[data-decide]");
  if (!button) return;
  const box = button.closest(".suggestion, .taking-back");
  const reason = box.querySelector("input")?.value || "";
  const seen = Number(button.closest("[data-seen]").dataset.seen);
  trigger("decide", { what: button.dataset.decide, a: box.dataset.a || "", b: box.dataset.b || "", reason, seen });
});
watch("value", draw);
draw();
