// How long it takes from saving a file to the `load` event of the new picture in the browser, and whether that grows.
//
// Run with `.ci/browser --bench [STATIONS]`. It starts the preview of a copy of the shipped edition, whose records are
// repeated up to so many stations, edits records and templates in a fixed order, and prints the times. Where a stock Typst
// compiler of the same version is on the path, or named by the variable TYPST, `typst watch` on the same templates and
// values is measured beside.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [named, modules, chromium, stations = "8", edits = "200"] = process.argv.slice(2);
const program = resolve(named);
const require = createRequire(join(resolve(modules), "node_modules", "x.js"));
const { chromium: browsers } = require("playwright-core");

const root = mkdtempSync(join(tmpdir(), "preview-bench-"));
for (const part of ["templates", "fonts", "data"]) cpSync(part, join(root, part), { recursive: true });
const edition = "data/2019/edition.toml";
const shipped = readFileSync(edition, "utf8").match(/^chapters = \[(.*?)\]/ms)[1].match(/[a-z0-9-]+/g);
const slugs = Array.from({ length: Number(stations) }, (_, n) => {
  const of = shipped[n % shipped.length];
  const slug = n < shipped.length ? of : `${of}-${Math.floor(n / shipped.length) + 1}`;
  if (slug !== of) cpSync(join(root, `data/2019/clusters/${of}.toml`), join(root, `data/2019/clusters/${slug}.toml`));
  return slug;
});
const text = readFileSync(edition, "utf8").replace(/^chapters = \[.*?\]/ms, `chapters = ${JSON.stringify(slugs)}`);
writeFileSync(join(root, edition), text);

const save = (path, words) => {
  writeFileSync(`${path}~`, words);
  const time = performance.timeOrigin + performance.now();
  renameSync(`${path}~`, path);
  return time;
};

const preview = spawn(program, ["preview", "--lang", "de"], { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
const address = await new Promise((done) => preview.stdout.once("data", (line) => done(String(line).trim())));
const browser = await browsers.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(address);
await page.waitForFunction(() => document.querySelectorAll(".page").length > 20, null, { timeout: 120000 });
const whole = (index) => page.waitForFunction((n) => {
  const { dataset } = document.querySelector(`[data-index="${n}"]`);
  return dataset.drawn && dataset.drawn === dataset.wanted;
}, index, { timeout: 60000 });

const pageOf = (file, field) => page.evaluate(async ([file, field]) => {
  const { ask } = await import("/connection.js");
  const found = await ask("/boxes", { language: document.getElementById("pages").lang, file, field });
  return found?.length ? found[found.length - 1].page : null;
}, [file, field]);

const goTo = (index) => page.evaluate((n) => document.querySelector(`[data-index="${n}"]`).scrollIntoView({ block: "center" }), index);
const memory = () => Number(readFileSync(`/proc/${preview.pid}/status`, "utf8").match(/^VmRSS:\s+(\d+)/m)[1]) / 1024;

// The edits in tenths: five of a story, two of members, two of other keys, one of a template.
const kinds = ["story", "members", "story", "other", "story", "template", "story", "members", "story", "other"];
const records = slugs.map((slug) => `data/2019/clusters/${slug}.toml`);
const originals = new Map(records.map((file) => [file, readFileSync(join(root, file), "utf8")]));
const changes = {
  story: (words, n) => words.replace(/^### (.*)$/m, `### $1 ${n}`),
  members: (words, n) => {
    let last = null;
    for (const match of words.matchAll(/\[\[members\]\]\s*\ncount = (\d+)/g)) last = match;
    if (!last) return null;
    const at = last.index + last[0].length - last[1].length;
    return words.slice(0, at) + String(Number(last[1]) + 1 + (n % 9)) + words.slice(at + last[1].length);
  },
  other: (words, n) => words.replace(/^short_name = "(.*)"$/m, `short_name = "$1 ${n % 10}"`),
};
const fields = { story: "story.de", members: "members", other: "short_name" };

async function edit(n) {
  const kind = kinds[n % kinds.length];
  const file = kind === "template" ? "templates/theme.typ" : records[n % records.length];
  const before = readFileSync(join(root, file), "utf8");
  const after = kind === "template"
    ? before.replace(/#let hairline = [\d.]+pt/, `#let hairline = .${35 + (n / 10) % 2}pt`)
    : changes[kind](originals.get(file), n);
  if (!after || after === before) return null;
  const index = kind === "template" ? 8 : await pageOf(file, fields[kind]);
  if (index === null) return null;
  await goTo(index);
  await page.waitForTimeout(60);
  await whole(index);
  const seen = await page.evaluate((n) => {
    globalThis.loaded = new Promise((done) => {
      const watch = new PerformanceObserver((list) => {
        const mark = list.getEntriesByName("picture").find((it) => it.detail.page === n);
        if (mark) (watch.disconnect(), done(performance.timeOrigin + mark.startTime));
      });
      watch.observe({ type: "mark" });
    });
    return true;
  }, index);
  if (!seen) return null;
  const start = save(join(root, file), after);
  const end = await Promise.race([page.evaluate(() => globalThis.loaded), new Promise((done) => setTimeout(() => done(null), 10000))]);
  return end === null ? { kind, late: true } : { kind, time: end - start };
}

const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)];
const median = (times) => quantile(times, 0.5);
const times = [];
let missed = 0;
let early = 0;
for (let n = 0; times.length < Number(edits) && n < Number(edits) * 2; n++) {
  const result = await edit(n);
  if (result?.time) times.push(result);
  else missed++;
  if (times.length === 10 && !early) early = memory();
}
const of = (kind) => times.filter((it) => !kind || it.kind === kind).map((it) => it.time);
const round = (time) => `${Math.round(time)} ms`;
console.log(`${stations} stations, ${times.length} edits (${missed} could not be measured)`);
for (const kind of ["", "story", "members", "other", "template"]) {
  const own = of(kind);
  if (own.length) console.log(`  ${(kind || "all").padEnd(10)} p50 ${round(median(own))}  p95 ${round(quantile(own, 0.95))}  most ${round(Math.max(...own))}`);
}
const mean = (list) => list.reduce((sum, time) => sum + time, 0) / list.length;
console.log(`  growth: last 50 against edits 11 to 60: ${(mean(of().slice(-50)) / mean(of().slice(10, 60))).toFixed(2)}`);
console.log(`  memory: ${Math.round(early)} MB after edit 10, ${Math.round(memory())} MB at the end: ${(memory() / early).toFixed(2)}`);
await browser.close();
preview.kill("SIGINT");

// The stock compiler on the same templates and values: from writing a changed value to the end of its PDF.
const typst = process.env.TYPST ?? "typst";
const has = (() => {
  try {
    return Boolean(execFileSync(typst, ["--version"]));
  } catch {
    return false;
  }
})();
if (has) {
  execFileSync(program, ["build", "--lang", "de", "--values", "values", "--quiet"], { cwd: root });
  const pdf = join(root, "stock.pdf");
  const watch = spawn(typst, [
    "watch", "--root", ".", "--font-path", "fonts", "--ignore-system-fonts", "--ignore-embedded-fonts", "--features", "a11y-extras",
    "--input", "lang=de", "--no-pdf-tags", "templates/main.typ", "stock.pdf",
  ], { cwd: root, stdio: "ignore" });
  const written = async (after) => {
    const start = Date.now();
    while (Date.now() - start < 60000) {
      if (existsSync(pdf) && statSync(pdf).mtimeMs > after) return;
      await new Promise((done) => setTimeout(done, 2));
    }
  };
  await written(0);
  await new Promise((done) => setTimeout(done, 2000));
  const stock = [];
  const value = join(root, `values/de/chapters/${slugs[0]}.json`);
  for (let n = 0; n < 20; n++) {
    const words = readFileSync(value, "utf8");
    const start = save(value, words.replace(/"title":"([^"]*?)( \d+)?"/, `"title":"$1 ${n}"`));
    await written(start);
    stock.push(performance.timeOrigin + performance.now() - start);
    await new Promise((done) => setTimeout(done, 150));
  }
  console.log(`typst watch, one value changed: p50 ${round(median(stock))}  p95 ${round(quantile(stock, 0.95))}`);
  watch.kill();
} else console.log("typst watch: no stock compiler; set TYPST to its path");
rmSync(root, { recursive: true });
