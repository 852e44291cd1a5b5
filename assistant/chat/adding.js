// Adding files: one after another, each with what became of it. Names are put on the page as text, never as markup.
const mount = element.querySelector(".mount");
const column = document.getElementById("case-column") || document.body;
let sending = false;
const waiting = [];

const form = make("details", { className: "adding" });
const source = make("input", { type: "text", placeholder: "Where from", title: "Source of the files, for the record", maxLength: 300 });
const kind = make("input", { type: "text", placeholder: "Kind: receipt, call …", title: "What they are", maxLength: 100 });
const chooser = make("input", { type: "file", multiple: true, hidden: true });
const choose = make("button", { type: "button", textContent: "Choose files …" });
const hint = make("p", { className: "hint", textContent: "Or drop files on this column." });
const outcome = make("ul", { className: "outcome" });
form.append(make("summary", { textContent: "Add files" }), source, kind, choose, hint, chooser, outcome);
mount.append(form);
outcome.setAttribute("aria-live", "polite");

function make(name, settings) {
  return Object.assign(document.createElement(name), settings);
}

function address() {
  return props.value && props.value.address;
}

function enqueue(files) {
  if (!address()) return;
  form.open = true;
  if (!sending) outcome.replaceChildren();
  for (const file of files) waiting.push({ file, address: address(), source: source.value, kind: kind.value });
  if (!sending) sendAll();
}

async function sendAll() {
  sending = true;
  while (waiting.length) {
    const next = waiting.shift();
    const row = make("li", { className: "sending" });
    const bar = make("progress", { max: 100, value: 0 });
    row.append(make("span", { className: "name", textContent: next.file.name }), bar);
    outcome.append(row);
    const { ok, said } = await send(next, bar);
    bar.remove();
    row.className = ok ? "added" : "rejected";
    row.append(make("span", { className: "reason", textContent: said }));
    trigger("added", {});
  }
  sending = false;
  source.value = kind.value = "";
}

function send({ file, address, source, kind }, bar) {
  return new Promise((finish) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    request.setRequestHeader("X-Source", encodeURIComponent(source));
    request.setRequestHeader("X-Kind", encodeURIComponent(kind));
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    };
    request.onload = () => finish(read(request));
    request.onerror = () => finish({ ok: false, said: "could not be sent; is it a folder, or has the program ended?" });
    request.send(file);
  });
}

function read(request) {
  try {
    const said = JSON.parse(request.responseText);
    if (said.exhibit) return { ok: true, said: said.exhibit };
    return { ok: false, said: `not added: ${said.reason || said.detail || request.status}` };
  } catch {
    return { ok: false, said: `not added: ${request.responseText || request.status}` };
  }
}

choose.addEventListener("click", () => chooser.click());
chooser.addEventListener("change", () => {
  enqueue([...chooser.files]);
  chooser.value = "";
});
for (const kind of ["dragenter", "dragover"]) {
  column.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    column.classList.add("dropping");
  });
}
column.addEventListener("dragleave", (event) => {
  if (!column.contains(event.relatedTarget)) column.classList.remove("dropping");
});
column.addEventListener("drop", (event) => {
  event.preventDefault();
  column.classList.remove("dropping");
  if (event.dataTransfer?.files.length) enqueue([...event.dataTransfer.files]);
});
// A file that misses the column must not replace the page.
for (const kind of ["dragover", "drop"]) window.addEventListener(kind, (event) => event.preventDefault());

let drawnFor = null;
function draw() {
  form.hidden = !address();
  if (drawnFor !== address()) outcome.replaceChildren();
  drawnFor = address();
}
watch("value", draw);
draw();
