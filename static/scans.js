/* Sends scans piece by piece and goes on where it stopped. Without it the form sends them in one go; texts come from the page. */
const PIECE = 1024 * 1024;
const LONGEST_WAIT = 30_000;
const PATIENCE = 180_000;

class Out extends Error {}          // signed out, or not permitted any more
class Later extends Error {}        // not now, perhaps with a reason
class Refused extends Error {}      // the portal said why in words

const form = document.querySelector("form[data-scans]");
if (form) { start(form); }

function start(form) {
  const find = (name) => form.querySelector(`[data-${name}]`);
  const text = (name, values = {}) =>
    find(`text="${name}"`).textContent.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  const token = form.elements.csrfmiddlewaretoken.value;
  const input = form.elements.scans_0;
  const tick = form.elements.scans_1;
  const camera = find("camera-input");
  const entries = [];
  let begin = form.dataset.begin;
  let batch = form.dataset.batch;
  let progress = form.dataset.progress;
  let running = false;

  // The page with a script: one field for the day, the tick, and a place to drop, choose or photograph.
  find("sending").hidden = false;
  find("plain").hidden = true;
  input.hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => run());
  find("choose").addEventListener("click", () => input.click());
  find("camera").addEventListener("click", () => camera.click());
  input.addEventListener("change", () => add(input));
  camera.addEventListener("change", () => {
    add(camera);
    const words = find("camera-words");
    words.textContent = words.dataset.next;
  });
  document.addEventListener("dragover", (event) => { event.preventDefault(); find("drop").classList.add("is-over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) { find("drop").classList.remove("is-over"); } });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    find("drop").classList.remove("is-over");
    addFiles(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (entries.some((entry) => entry.open)) { event.preventDefault(); event.returnValue = ""; }
  });

  function add(field) {
    addFiles(field.files);
    field.value = "";
  }

  function addFiles(files) {
    for (const file of Array.from(files)) {
      const key = `${file.size}-${file.lastModified}-${file.name.slice(-40)}`;
      if (entries.some((entry) => entry.key === key && entry.open)) { continue; }
      entries.push({ file, key, open: true, row: draw(file) });
    }
    run();
  }

  function draw(file) {
    const row = find("file").content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-bar]").setAttribute("aria-label", file.name);
    row.querySelector("[data-state]").textContent = text("waits");
    find("files").prepend(row);
    return row;
  }

  function show(entry, words, { percent, ended } = {}) {
    entry.row.querySelector("[data-state]").textContent = words;
    if (percent !== undefined) { entry.row.querySelector("[data-bar]").value = percent; }
    if (ended) {
      entry.open = false;
      entry.row.dataset.ended = ended;
    }
  }

  function say(words) {
    find("say").hidden = !words;
    find("words").textContent = words;
  }

  // One after the other: on a slow line two at once are both late.
  async function run() {
    if (running || !entries.some((entry) => entry.open)) { return; }
    if (!tick.checked) { say(text("tick")); return; }
    running = true;
    say("");
    find("all-sent").hidden = true;
    try {
      await open();
      let next;
      while ((next = entries.find((entry) => entry.open))) { await send(next); }
      finish();
    } catch (error) {
      say(error instanceof Refused ? error.message : text(error instanceof Out ? "out" : "failed"));
    } finally {
      running = false;
    }
  }

  async function open() {
    if (begin) { return; }
    const said = await persist(() => ask(form.dataset.open, fields({
      form_key: form.elements.form_key.value, on: form.elements.on.value, not_secret: "on",
    })));
    if (said.error) { throw new Refused(said.error); }
    begin = said.begin;
    batch = said.batch;
    progress = said.progress;
    form.elements.on.readOnly = true;
    // The page loaded again is the one that goes on with this batch.
    history.replaceState(null, "", said.here);
  }

  async function send(entry) {
    try {
      await sendPieces(entry);
    } catch (error) {
      if (error instanceof Out) { throw error; }
      const words = error instanceof Refused ? error.message : text(error.name === "NotReadableError" ? "unreadable" : "failed");
      show(entry, words, { ended: "bad" });
    }
  }

  async function sendPieces(entry) {
    const { file, key } = entry;
    const begun = await persist(() => ask(begin, fields({ name: file.name.slice(-200), size: file.size, key })), entry);
    if (begun.error || begun.refused) { throw new Refused(begun.error || begun.refused); }
    let { received, coming } = begun;
    if (!coming) { show(entry, text("before"), { percent: 100, ended: "good" }); return; }
    while (coming) {
      show(entry, text("sending", { percent: percentOf(received, file) }), { percent: share(received, file) });
      const bytes = await file.slice(received, received + PIECE).arrayBuffer();
      const said = await persist(() => ask(`${begun.piece}?offset=${received}`, bytes), entry);
      // Where the portal has more or less than we thought it says so, and we go on from there.
      if (said.received === undefined) { throw new Refused(said.error); }
      received = said.received;
      coming = said.coming !== false;
      if (said.refused) { throw new Refused(said.refused); }
    }
    show(entry, text("sent", { size: sizeOf(file) }), { percent: 100, ended: "good" });
  }

  function finish() {
    const count = entries.filter((entry) => entry.row.dataset.ended === "good").length;
    if (!count) { return; }
    find("sent-words").textContent = text("count", { n: count });
    find("see").href = batch;
    find("all-sent").hidden = false;
    watch();
  }

  // The one line of the batch, asked for until all is read.
  function watch() {
    if (!window.htmx) { return; }
    const live = find("live");
    const fresh = live.cloneNode(true);
    fresh.setAttribute("hx-get", progress);
    fresh.setAttribute("hx-select", ".stat");
    fresh.setAttribute("hx-trigger", "load, every 3s");
    live.replaceWith(fresh);
    window.htmx.process(fresh);
  }

  // The network: again and again, after 1, 2, 4 … 30 seconds, or as soon as the device says it is back.
  async function persist(attempt, entry) {
    for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof Out || error instanceof Refused) { throw error; }
        const percent = entry ? `${entry.row.querySelector("[data-bar]").value} %` : "0 %";
        const words = (error instanceof Later && error.message) || text("cut", { percent });
        if (entry) { show(entry, words); } else { say(words); }
        await pause(wait);
      }
    }
  }

  async function ask(url, body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const headers = { "X-CSRFToken": token, Accept: "application/json" };
    if (body instanceof ArrayBuffer) { headers["Content-Type"] = "application/octet-stream"; }
    try {
      const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual", signal: stop.signal });
      if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) { throw new Out(); }
      const isOurs = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      if (answer.status >= 500 || answer.status === 408 || answer.status === 429) { throw new Later(isOurs ? (await answer.json()).error : ""); }
      if (!isOurs) { throw new Refused(text("failed")); }
      return await answer.json();
    } finally {
      clearTimeout(timer);
    }
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    const done = () => { clearTimeout(timer); window.removeEventListener("online", done); resolve(); };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
  });
}

function fields(values) {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) { data.append(name, value); }
  return data;
}

const share = (received, file) => Math.floor((received * 100) / Math.max(1, file.size));
const percentOf = (received, file) => `${share(received, file)} %`;

function sizeOf(file) {
  const [amount, unit] = file.size < PIECE ? [file.size / 1024, "kB"] : [file.size / PIECE, "MB"];
  return `${new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 }).format(amount)} ${unit}`;
}
