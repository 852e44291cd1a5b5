// Who is working: logging out, and leaving the page when the login has ended by itself.
const mount = element.querySelector(".mount");

function leave() {
  location.replace("/login");
}

async function look() {
  if (!mount.querySelector("[data-logout]")) return;
  const answer = await fetch("/here", { cache: "no-store" }).catch(() => null);
  if (answer && answer.status === 401) leave();
}

mount.addEventListener("click", async (event) => {
  const out = event.target.closest("[data-logout]");
  if (!out) return;
  out.disabled = true;
  await fetch(out.dataset.logout, { method: "POST", redirect: "manual" }).catch(() => null);
  leave();
});
setInterval(look, 20000);
watch("value", () => { mount.innerHTML = props.value || ""; });
mount.innerHTML = props.value || "";
