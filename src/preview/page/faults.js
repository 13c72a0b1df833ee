// The list of faults, and the card that shows what is behind a place of a page.

import { ask, hasEditor, read } from "/connection.js";

const element = (name, attributes = {}, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
};

const place = ({ file, line, column }) => [file, line, column].filter((part) => part != null).join(":");

const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

async function copy(words, say) {
  try {
    await navigator.clipboard.writeText(words);
    say(`${words} is copied`);
  } catch {
    say("The browser does not allow to copy");
  }
}

async function open({ file, line, column }, say) {
  const opened = await ask("/open", { file, line, column });
  say(opened === null ? "The editor could not be opened" : `${file} is opened in the editor`);
}

export class Faults {
  constructor(pages, panel, dialog, say) {
    Object.assign(this, { pages, panel, dialog, say });
    this.list = panel.querySelector("ol");
    this.alert = panel.querySelector("[role=alert]");
    this.button = document.getElementById("show-faults");
    this.key = "[]";
    this.language = null;
    panel.querySelector(".close").onclick = () => this.close();
    dialog.querySelector(".close").onclick = () => dialog.close();
  }

  // Shows the faults of a state. Errors open the list by themselves, once; when they are mended, it closes.
  show({ faults, language }) {
    this.language = language;
    const key = JSON.stringify(faults);
    if (key === this.key) return;
    this.key = key;
    const count = (severity) => faults.filter((fault) => fault.severity === severity).length;
    const parts = ["error", "warning", "note"].map((it) => [count(it), it]).filter(([n]) => n > 0);
    const words = parts.map(([n, word]) => counted(n, word)).join(", ");
    this.button.textContent = words || "No faults";
    this.button.dataset.worst = parts[0]?.[1] ?? "none";
    this.list.replaceChildren(...faults.map((fault) => this.#row(fault)));
    const errors = count("error");
    this.alert.textContent = errors ? `${words}: ${faults[0].message}` : words;
    if (errors) this.#open(true);
    else if (this.wasError) this.#open(false);
    this.wasError = errors > 0;
  }

  #row(fault) {
    const code = element("button", { type: "button", className: "code", textContent: `${fault.code} ${fault.name}` });
    code.onclick = () => this.#explain(fault.code);
    const row = element("li", { className: fault.severity }, element("p", { className: "kind" }, fault.severity, " ", code));
    row.append(element("p", { className: "message", textContent: fault.message }));
    const buttons = element("div", { className: "buttons" });
    if (fault.file) {
      const at = element("button", { type: "button", className: "place", textContent: place(fault) });
      at.title = hasEditor ? "Open in the editor" : "Copy the place";
      at.onclick = () => (hasEditor ? open(fault, this.say) : copy(place(fault), this.say));
      buttons.append(at);
    }
    if (fault.file && fault.field) {
      const show = element("button", { type: "button", textContent: "Show on its page" });
      show.onclick = () => this.#find(fault);
      buttons.append(show);
    }
    row.append(buttons, element("pre", { textContent: fault.excerpt, tabIndex: 0 }));
    row.querySelector("pre").setAttribute("role", "group");
    row.querySelector("pre").setAttribute("aria-label", "As in the terminal");
    return row;
  }

  // Scrolls to the field of a fault, or to the nearest field around it that a page shows.
  async #find({ file, field }) {
    for (let name = field; name; name = name.replace(/[.[][^.[]*$/, "")) {
      const found = await ask("/boxes", { language: this.language, file, field: name });
      if (found?.length) {
        const [{ page, boxes }] = found;
        this.pages.mark(page, boxes);
        this.say(`${name} is on page ${page + 1}`);
        return;
      }
      if (!/[.[]/.test(name)) break;
    }
    this.say(`${field} is on no page`);
  }

  async #explain(code) {
    const words = await read(`/explain/${code}`, "text");
    if (!words) return;
    const [head, ...rest] = words.split("\n");
    this.dialog.querySelector("h2").textContent = head.replace(/^#+ */, "");
    this.dialog.querySelector(".words").replaceChildren(...markdown(rest));
    this.dialog.showModal();
  }

  toggle() {
    if (this.panel.hidden) this.#open(true, true);
    else this.close();
  }

  close() {
    this.#open(false);
    this.button.focus();
  }

  #open(isOpen, focus = false) {
    this.panel.dispatchEvent(new CustomEvent("toggled", { detail: isOpen }));
    if (isOpen && focus) this.panel.focus();
    if (!isOpen) this.pages.unmark();
  }
}

// The few forms of Markdown that explanations have: paragraphs, code, lists, headings.
function markdown(lines) {
  const out = [];
  let code = null;
  let words = [];
  const end = () => {
    if (words.length) out.push(element("p", {}, ...inline(words.join(" "))));
    words = [];
  };
  for (const line of lines) {
    if (line.startsWith("```")) {
      if (code) out.push(element("pre", { textContent: code.join("\n") }));
      else end();
      code = code ? null : [];
    } else if (code) code.push(line);
    else if (/^#+ /.test(line)) {
      end();
      out.push(element("h3", { textContent: line.replace(/^#+ /, "") }));
    } else if (/^[-*] /.test(line)) {
      end();
      words.push(line.replace(/^[-*] /, "– "));
    } else if (line.trim()) words.push(line.trim());
    else end();
  }
  end();
  return out;
}

const inline = (words) => words.split("`").map((part, index) => (index % 2 ? element("code", { textContent: part }) : part));

export class Behind {
  constructor(pages, card, say) {
    Object.assign(this, { pages, card, say });
    this.found = null;
    this.at = null;
    const button = (selector) => card.querySelector(selector);
    button("#copy").onclick = () => copy(place(this.found), say);
    button("#edit").onclick = () => open(this.found, say);
    button("#edit").hidden = !hasEditor;
    button("#before").onclick = () => this.#step(-1);
    button("#next").onclick = () => this.#step(1);
    button(".close").onclick = () => this.close();
    pages.main.addEventListener("click", (event) => this.#clicked(event));
    pages.main.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== pages.main) return;
      event.preventDefault();
      this.#first();
    });
  }

  #clicked({ clientX, clientY }) {
    // A selected text is to be copied, not to be looked up.
    if (!document.getSelection().isCollapsed) return;
    const point = this.pages.point(clientX, clientY);
    if (point) this.#show(point, { x: clientX, y: clientY });
    else this.close(false);
  }

  #first() {
    const page = this.pages.current();
    if (this.pages.runs(page).length) this.#run(page, 0);
  }

  // Goes to the text before or behind, also on another page.
  #step(by) {
    const { page, index } = this.at;
    const next = (index ?? -1) + by;
    const runs = this.pages.runs(page);
    if (next >= 0 && next < runs.length) this.#run(page, next);
    else {
      const other = this.pages.runs(page + by);
      if (other.length) this.#run(page + by, by > 0 ? 0 : other.length - 1);
      else this.say("There is no text");
    }
  }

  #run(page, index) {
    const run = this.pages.runs(page)[index];
    const box = { x: run.x, y: run.y - run.size * 0.8, width: run.width, height: run.size };
    this.pages.mark(page, [box]);
    const [mark] = this.pages.main.getElementsByClassName("mark");
    const { left, bottom } = mark.getBoundingClientRect();
    this.#show({ page, x: run.x + Math.min(run.width, run.size) / 4, y: run.y - run.size / 4 }, { x: left, y: bottom }, index, run.text);
  }

  async #show(point, { x, y }, index = null, words = "") {
    const found = await ask("/behind", { language: this.pages.state.language, ...point });
    this.at = { page: point.page, index: index ?? this.#nearest(point) };
    this.found = found;
    if (!found && index === null) return this.close(false);
    const field = found?.field ?? (found ? "drawn by a template" : "nothing that a file has");
    this.card.querySelector(".field").textContent = field;
    this.card.querySelector(".place").textContent = found ? place(found) : words;
    for (const id of ["#copy", "#edit"]) this.card.querySelector(id).disabled = !found;
    const wasHidden = this.card.hidden;
    this.card.hidden = false;
    const { width, height } = this.card.getBoundingClientRect();
    const fit = (at, size, all) => Math.max(8, Math.min(at, all - size - 8));
    this.card.style.left = `${fit(x + 10, width, innerWidth)}px`;
    this.card.style.top = `${fit(y + 14, height, innerHeight)}px`;
    if (wasHidden) this.card.querySelector(found ? "#copy" : "#next").focus({ preventScroll: true });
    if (index !== null) this.say(`${words}: ${field}`);
  }

  // The text nearest to a point, from which to go on.
  #nearest({ page, x, y }) {
    const distance = (run) => Math.abs(run.y - y) * 3 + Math.max(run.x - x, x - run.x - run.width, 0);
    const runs = this.pages.runs(page);
    return runs.length ? runs.indexOf(runs.reduce((best, run) => (distance(run) < distance(best) ? run : best))) : null;
  }

  close(focus = true) {
    if (this.card.hidden) return;
    this.card.hidden = true;
    this.pages.unmark();
    if (focus) this.pages.main.focus({ preventScroll: true });
  }
}
