// The page of the preview: what the bar at the top does, and what is remembered.

import { listen } from "/connection.js";
import { Pages } from "/pages.js";
import { Behind, Faults } from "/faults.js";

const $ = (id) => document.getElementById(id);
const memory = {
  get: (key, usual) => sessionStorage.getItem(`preview-${key}`) ?? usual,
  set: (key, value) => sessionStorage.setItem(`preview-${key}`, value),
};

const pages = new Pages($("pages"));
const behind = new Behind(pages, $("behind"), say);
const faults = new Faults(pages, $("faults"), $("explained"), say);
let language = memory.get("language", null);
let listening = null;
let state = null;

function say(words) {
  $("said").textContent = "";
  requestAnimationFrame(() => ($("said").textContent = words));
}

// A state of the pages has come.
function show(next) {
  const wasOther = state?.pages.length && !next.pages.length && next.language !== state.language;
  // The pages in another language stay until those in the chosen one are laid out.
  state = wasOther ? { ...next, pages: state.pages, blank: state.blank, waits: true } : next;
  language = next.language;
  document.title = [next.title ?? "Preview", next.edition, next.language].join(" · ");
  document.documentElement.dataset.version = next.version;
  if (next.title) $("edition").textContent = next.title;
  choices($("languages"), next.languages, language, "language", chooseLanguage);
  if (!state.waits) pages.show(next);
  faults.show(next);
  contents();
  tellOfAge();
  counted();
  zoomed();
}

let isLost = false;

function lost(now) {
  isLost = now;
  tellOfAge();
}

// Says why the pages are not those of the records, if they are not.
function tellOfAge() {
  let words = "";
  if (isLost) words = "The preview has ended. Start it again with “brochure preview”; the page then goes on by itself.";
  else if (!state || state.version === 0 || (state.waits && !state.faults.some((fault) => fault.severity === "error"))) words = "Laying out the pages …";
  else if (!state.current && state.pages.length) words = "These are the last pages without errors. They follow as soon as the errors are corrected.";
  else if (!state.current) words = "There are no pages yet: the faults say why.";
  if ($("notice").textContent !== words) $("notice").textContent = words;
  $("notice").hidden = !words;
  $("pages").classList.toggle("old", Boolean(state) && !state.current && !state.waits);
}

function choices(group, values, chosen, key, choose) {
  if (group.dataset.values !== values.join()) {
    group.dataset.values = values.join();
    group.replaceChildren(...values.map((value) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset[key] = value;
      button.textContent = value;
      return button;
    }));
    group.onclick = ({ target }) => target.dataset[key] && choose(target.dataset[key]);
  }
  press(group, key, chosen);
}

function press(group, key, chosen) {
  for (const button of group.querySelectorAll(`[data-${key}]`)) {
    button.setAttribute("aria-pressed", button.dataset[key] === chosen);
  }
}

function chooseLanguage(chosen) {
  if (chosen === language && listening) return;
  language = chosen;
  memory.set("language", chosen);
  press($("languages"), "language", chosen);
  behind.close();
  follow();
}

// Hears of every state in the chosen language.
function follow() {
  listening?.abort();
  listening = new AbortController();
  listen(language ?? "de", show, lost, listening.signal);
}

function contents() {
  const list = $("contents").querySelector("ol");
  const rows = state.pages.flatMap((page, index) => (page.title ? [[index, page.title]] : []));
  const key = JSON.stringify(rows);
  if (list.dataset.rows === key) return;
  list.dataset.rows = key;
  list.replaceChildren(...rows.map(([index, title]) => {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.append(Object.assign(document.createElement("span"), { textContent: title }));
    button.append(Object.assign(document.createElement("span"), { textContent: index + 1, className: "number" }));
    button.onclick = () => pages.goTo(index);
    row.append(button);
    return row;
  }));
}

function counted() {
  $("count").textContent = `of ${state?.pages.length ?? 0}`;
  if (document.activeElement !== $("page")) $("page").value = pages.current() + 1;
}

function zoomed() {
  const fits = pages.zoom === null;
  $("fit").setAttribute("aria-pressed", fits);
  $("zoom").textContent = `${Math.round(pages.scale() * 100)} %`;
  memory.set("zoom", pages.zoom ?? "fit");
}

function open(panel, button, isOpen) {
  panel.hidden = !isOpen;
  button.setAttribute("aria-expanded", isOpen);
}

function shade(dark) {
  document.documentElement.dataset.shade = dark ? "dark" : "light";
  $("shade").setAttribute("aria-pressed", dark);
  localStorage.setItem("preview-shade", dark ? "dark" : "light");
}

$("views").onclick = ({ target: { dataset } }) => {
  if (!dataset.view) return;
  pages.setView(dataset.view);
  press($("views"), "view", dataset.view);
  memory.set("view", dataset.view);
  zoomed();
};
$("columns").onclick = ({ target: { dataset } }) => {
  if (!dataset.columns) return;
  pages.setColumns(Number(dataset.columns));
  press($("columns"), "columns", dataset.columns);
  memory.set("columns", dataset.columns);
  zoomed();
};
const zoom = (to) => (pages.setZoom(to), zoomed());
$("smaller").onclick = () => zoom(pages.scale() / 1.2);
$("larger").onclick = () => zoom(pages.scale() * 1.2);
$("fit").onclick = () => zoom(null);
$("page").onchange = () => {
  const page = Number.parseInt($("page").value, 10);
  if (page >= 1 && page <= (state?.pages.length ?? 0)) pages.goTo(page - 1);
  else counted();
};
$("show-contents").onclick = () => open($("contents"), $("show-contents"), $("contents").hidden);
$("contents").querySelector(".close").onclick = () => closePanel($("contents"), $("show-contents"));
$("show-faults").onclick = () => faults.toggle();
$("faults").addEventListener("toggled", ({ detail }) => open($("faults"), $("show-faults"), detail));
$("shade").onclick = () => shade(document.documentElement.dataset.shade !== "dark");
$("pages").addEventListener("scroll", counted, { passive: true });
new ResizeObserver(() => (pages.refit(), zoomed())).observe($("pages"));

function closePanel(panel, button) {
  open(panel, button, false);
  button.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !$("explained").open) {
    if (!$("behind").hidden) behind.close();
    else if (!$("faults").hidden) faults.close();
    else if (!$("contents").hidden) closePanel($("contents"), $("show-contents"));
    return;
  }
  if (event.target.closest("input, dialog, [role=dialog]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    "+": () => $("larger").click(),
    "-": () => $("smaller").click(),
    0: () => $("fit").click(),
    c: () => $("show-contents").click(),
    e: () => $("show-faults").click(),
    n: () => pages.goTo(pages.current() + pages.step()),
    p: () => pages.goTo(pages.current() - pages.step()),
  }[event.key];
  if (act) {
    act();
    event.preventDefault();
  }
});

shade((localStorage.getItem("preview-shade") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark");
$("views").querySelector(`[data-view=${memory.get("view", "screen")}]`)?.click();
$("columns").querySelector(`[data-columns="${memory.get("columns", "2")}"]`)?.click();
const kept = memory.get("zoom", "fit");
zoom(kept === "fit" ? null : Number(kept));
tellOfAge();
follow();
