// The pages: spreads or one column, each page with its picture and a layer of its text.

import { read } from "/connection.js";

const PIXELS_PER_POINT = 96 / 72;
const LEAST_ZOOM = 0.1;
const MOST_ZOOM = 8;

// Below this width, two pages beside each other could not be read.
const NARROW = 760;

// The space around the pages, in pixels; as in preview.css.
const AROUND = 24;

export class Pages {
  constructor(main) {
    this.main = main;
    this.zoom = null;
    this.view = "screen";
    this.columns = 2;
    this.state = { pages: [], blank: 0 };
    this.sheets = [];
    this.seen = new Set();
    this.layers = new Map();
    this.watcher = new IntersectionObserver((entries) => this.#scrolled(entries), { root: main, rootMargin: "60% 0px" });
  }

  // Shows a state: only what differs is touched, so that the rest stays where it is.
  show(state) {
    const before = this.#shape();
    const language = this.state.language;
    this.state = state;
    if (before !== this.#shape()) this.#build();
    if (language !== state.language) this.main.lang = state.language;
    this.sheets.forEach((sheet, index) => this.#update(sheet, index));
  }

  #shape() {
    const { pages, blank } = this.state;
    return JSON.stringify([pages.map(({ width, height }) => [width, height]), blank, this.#spreads()]);
  }

  #spreads() {
    return this.columns === 2 && this.main.clientWidth >= NARROW;
  }

  // Makes the sheets anew, and keeps the place in the book.
  #build() {
    const place = this.#place();
    const spreads = this.#spreads();
    const old = this.sheets;
    this.watcher.disconnect();
    this.sheets = this.state.pages.map((_, index) => old[index] ?? this.#sheet(index));
    old.slice(this.sheets.length).forEach((sheet) => this.seen.delete(sheet));
    const rows = [];
    let row = [];
    const blanks = Array.from({ length: this.state.blank }, () => Object.assign(document.createElement("div"), { className: "blank" }));
    const all = [...this.sheets.slice(0, -1), ...blanks, ...this.sheets.slice(-1)];
    all.forEach((sheet, index) => {
      // The first page of a book is a right one.
      if (spreads && index % 2 === 1 || !spreads) row = [];
      if (!row.length) rows.push(row);
      row.push(sheet);
    });
    this.main.classList.toggle("spreads", spreads);
    this.main.replaceChildren(...rows.map((sheets, index) => {
      const spread = document.createElement("div");
      spread.className = "spread";
      spread.append(...sheets);
      // A single page keeps its side: the first is a right one, the last a left one.
      if (spreads && sheets.length === 1) spread[index === 0 ? "prepend" : "append"](empty());
      return spread;
    }));
    this.#size();
    this.sheets.forEach((sheet) => this.watcher.observe(sheet));
    this.#restore(place);
  }

  #sheet(index) {
    const sheet = document.createElement("section");
    sheet.className = "page";
    sheet.id = `page-${index + 1}`;
    sheet.dataset.index = index;
    sheet.setAttribute("aria-label", `Page ${index + 1}`);
    const layer = document.createElement("div");
    layer.className = "layer";
    sheet.append(Object.assign(new Image(), { alt: "" }), layer);
    return sheet;
  }

  #update(sheet, index) {
    const { hash, said } = this.state.pages[index];
    const address = `/picture/${this.view}/${hash}.svg`;
    if (sheet.dataset.wanted !== address) {
      sheet.dataset.wanted = address;
      if (this.seen.has(sheet)) this.#draw(sheet);
    }
    const words = `/text/${hash}-${said}.json`;
    if (sheet.dataset.words !== words) {
      sheet.dataset.words = words;
      if (this.seen.has(sheet)) this.#write(sheet);
      else this.#later(sheet);
    }
  }

  #scrolled(entries) {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) {
        this.seen.delete(target);
        continue;
      }
      this.seen.add(target);
      this.#draw(target);
      this.#write(target);
    }
  }

  // Loads the picture of a page. The old one stays until the new one is there.
  #draw(sheet) {
    const { wanted } = sheet.dataset;
    if (!wanted || sheet.dataset.drawn === wanted || sheet.dataset.drawing === wanted) return;
    sheet.dataset.drawing = wanted;
    const next = Object.assign(new Image(), { alt: "", draggable: false });
    next.onload = () => {
      if (sheet.dataset.wanted !== wanted) return;
      sheet.querySelector("img").replaceWith(next);
      sheet.dataset.drawn = wanted;
      performance.clearMarks("picture");
      performance.mark("picture", { detail: { page: Number(sheet.dataset.index), address: wanted } });
    };
    next.onerror = () => {
      // The page was laid out again in the meantime, and its next picture is on its way.
      if (sheet.dataset.drawing === wanted) delete sheet.dataset.drawing;
    };
    next.src = wanted;
  }

  // All pages get their text in the end, so that the browser finds words on each.
  #later(sheet) {
    const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
    idle(() => this.#write(sheet));
  }

  async #write(sheet) {
    const { words } = sheet.dataset;
    if (!words || sheet.dataset.written === words) return;
    sheet.dataset.written = words;
    const layer = await read(words, "json");
    if (!layer || sheet.dataset.words !== words) return;
    this.layers.set(sheet, layer);
    sheet.querySelector(".layer").replaceChildren(...write(layer));
  }

  // The scale at which the pages are shown: the chosen one, or that at which they fit.
  scale() {
    if (this.zoom !== null) return this.zoom;
    const [first] = this.state.pages;
    if (!first) return 1;
    const margin = this.view === "paper" ? 2 * first.margin : 0;
    const width = (first.width + margin) * (this.#spreads() ? 2 : 1) * PIXELS_PER_POINT;
    return clamp((this.main.clientWidth - 2 * AROUND) / width);
  }

  setZoom(zoom) {
    const place = this.#place();
    this.zoom = zoom === null ? null : clamp(zoom);
    this.#size();
    this.#restore(place);
  }

  setView(view) {
    const place = this.#place();
    this.view = view;
    this.#size();
    this.#restore(place);
    this.sheets.forEach((sheet, index) => this.#update(sheet, index));
  }

  setColumns(columns) {
    this.columns = columns;
    this.#build();
  }

  refit() {
    if (this.main.classList.contains("spreads") !== this.#spreads()) this.#build();
    else if (this.zoom === null) this.setZoom(null);
  }

  #size() {
    const scale = this.scale() * PIXELS_PER_POINT;
    const margin = (page) => (this.view === "paper" ? page.margin : 0);
    this.main.classList.toggle("paper", this.view === "paper");
    this.main.style.setProperty("--scale", scale);
    this.sheets.forEach((sheet, index) => {
      const page = this.state.pages[index];
      if (!page) return;
      sheet.style.width = `${(page.width + 2 * margin(page)) * scale}px`;
      sheet.style.height = `${(page.height + 2 * margin(page)) * scale}px`;
      sheet.style.setProperty("--margin", margin(page));
    });
    const [first] = this.state.pages;
    for (const blank of this.main.querySelectorAll(".blank, .empty")) {
      blank.style.width = `${(first.width + 2 * margin(first)) * scale}px`;
      blank.style.height = `${(first.height + 2 * margin(first)) * scale}px`;
    }
  }

  // The page at the upper edge of the window, and how much of it is above.
  #place() {
    const top = this.main.getBoundingClientRect().top;
    const sheet = this.sheets.find((it) => it.getBoundingClientRect().bottom > top + 1);
    if (!sheet) return null;
    const { top: start, height } = sheet.getBoundingClientRect();
    return { index: Number(sheet.dataset.index), above: height ? (top - start) / height : 0 };
  }

  #restore(place) {
    const sheet = place && this.sheets[Math.min(place.index, this.sheets.length - 1)];
    if (!sheet) return;
    const { top, height } = sheet.getBoundingClientRect();
    const distance = top - this.main.getBoundingClientRect().top + height * place.above;
    if (Math.abs(distance) >= 0.5) this.main.scrollTop += distance;
  }

  // The index of the page that fills most of the window's upper half.
  current() {
    const { top, height } = this.main.getBoundingClientRect();
    const middle = top + height / 3;
    const at = this.sheets.findIndex((sheet) => sheet.getBoundingClientRect().bottom > middle);
    return at < 0 ? Math.max(0, this.sheets.length - 1) : at;
  }

  step() {
    return this.#spreads() && this.current() > 0 ? 2 : 1;
  }

  goTo(index) {
    const sheet = this.sheets[Math.min(Math.max(index, 0), this.sheets.length - 1)];
    if (!sheet) return;
    const distance = sheet.getBoundingClientRect().top - this.main.getBoundingClientRect().top - AROUND / 2;
    this.main.scrollTop += distance;
  }

  // Marks boxes on a page for a moment, and scrolls to the first.
  mark(index, boxes) {
    const sheet = this.sheets[index];
    if (!sheet || !boxes.length) return;
    const scale = this.scale() * PIXELS_PER_POINT;
    const margin = this.view === "paper" ? this.state.pages[index].margin : 0;
    this.unmark();
    for (const { x, y, width, height } of boxes) {
      const mark = Object.assign(document.createElement("div"), { className: "mark" });
      place(mark, (x + margin) * scale - 3, (y + margin) * scale - 2, width * scale + 6, height * scale + 4);
      sheet.append(mark);
    }
    const first = sheet.querySelector(".mark").getBoundingClientRect();
    const { top, bottom, height } = this.main.getBoundingClientRect();
    if (first.top < top + 40 || first.bottom > bottom - 40) this.main.scrollTop += first.top - top - height / 3;
  }

  unmark() {
    this.main.querySelectorAll(".mark").forEach((mark) => mark.remove());
  }

  // The page and the place on it, in points, at a point of the window.
  point(x, y) {
    const sheet = document.elementsFromPoint(x, y).find((it) => it.classList.contains("page"));
    if (!sheet) return null;
    const { left, top } = sheet.getBoundingClientRect();
    const scale = this.scale() * PIXELS_PER_POINT;
    const index = Number(sheet.dataset.index);
    const margin = this.view === "paper" ? this.state.pages[index].margin : 0;
    return { page: index, x: (x - left) / scale - margin, y: (y - top) / scale - margin };
  }

  // The texts of a page that have a width, in the order in which they are read.
  runs(index) {
    return (this.layers.get(this.sheets[index])?.runs ?? []).filter((run) => run.width > 0 && run.text.trim());
  }
}

const empty = () => Object.assign(document.createElement("div"), { className: "empty" });

const clamp = (zoom) => Math.min(Math.max(zoom, LEAST_ZOOM), MOST_ZOOM);

function place(element, x, y, width, height) {
  Object.assign(element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

const ruler = document.createElement("canvas").getContext("2d");
const FACE = "serif";

// Where the baseline is in a line that is as high as its type.
const BASELINE = 0.83;

// Makes the layer of a page. Its measures are in points; preview.css scales them.
function write({ runs, figures }) {
  const out = [];
  let heading = null;
  runs.forEach((run, index) => {
    figures.filter((figure) => figure.before === index).forEach((figure) => out.push(drawing(figure)));
    const word = text(run);
    if (!run.heading || run.silent) {
      heading = null;
      out.push(word);
      return;
    }
    const [number, level] = run.heading;
    if (heading?.dataset.number !== String(number)) {
      heading = document.createElement("div");
      heading.dataset.number = number;
      heading.setAttribute("role", "heading");
      // The page around has a heading of the first level.
      heading.setAttribute("aria-level", Math.min(level + 1, 6));
      out.push(heading);
    }
    heading.append(word);
  });
  figures.filter((figure) => figure.before >= runs.length).forEach((figure) => out.push(drawing(figure)));
  return out;
}

function text(run) {
  const span = document.createElement("span");
  span.textContent = `${run.text} `;
  if (run.silent) span.setAttribute("aria-hidden", "true");
  ruler.font = `100px ${FACE}`;
  const natural = (ruler.measureText(run.text).width * run.size) / 100;
  const stretch = natural ? run.width / natural : 1;
  span.style.fontSize = `calc(${run.size}px * var(--scale))`;
  span.style.left = `calc(${run.x}px * var(--scale))`;
  span.style.top = `calc(${run.y - BASELINE * run.size}px * var(--scale))`;
  const turn = run.angle ? `rotate(${run.angle}rad) ` : "";
  span.style.transform = `${turn}scaleX(${stretch})`;
  return span;
}

function drawing({ x, y, width, height, alt }) {
  const figure = document.createElement("div");
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", alt);
  for (const [side, value] of Object.entries({ left: x, top: y, width, height })) {
    figure.style[side] = `calc(${value}px * var(--scale))`;
  }
  return figure;
}
