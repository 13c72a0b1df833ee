// Tests the preview in Chromium: what an editor sees and does. Called by .ci/browser with the program, the folder of the
// node modules, and a folder for screenshots.

import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import assert from "node:assert/strict";

const [named, modules, shots, chromium] = process.argv.slice(2);
const program = resolve(named);
const require = createRequire(join(resolve(modules), "node_modules", "x.js"));
const { chromium: browsers } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(shots, { recursive: true });

const root = mkdtempSync(join(tmpdir(), "preview-"));
for (const part of ["templates", "fonts", "data"]) cpSync(part, join(root, part), { recursive: true });
const record = join(root, "data/2019/clusters/niro.toml");
const editor = join(root, "opened.txt");
writeFileSync(join(root, "edit.sh"), `printf '%s' "$*" > "${editor}"\n`);

// Saves a file as editors do.
const save = (path, text) => {
  writeFileSync(`${path}.new~`, text);
  renameSync(`${path}.new~`, path);
};

const started = () => new Promise((done) => {
  const preview = spawn(program, ["preview", "--editor", `sh ${root}/edit.sh {file}:{line}`], { cwd: root });
  preview.stdout.once("data", (line) => done([preview, String(line).trim()]));
  preview.stderr.resume();
});

const [preview, address] = await started();
const browser = await browsers.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: address });
const page = await context.newPage();
const outside = [];
page.on("request", (request) => { if (!request.url().startsWith(address)) outside.push(request.url()); });
const problems = [];
page.on("console", (message) => { if (message.type() === "error") problems.push(message.text()); });
page.on("pageerror", (error) => problems.push(String(error)));

const version = () => page.evaluate(() => Number(document.documentElement.dataset.version));
const after = async (act) => {
  const before = await version();
  act();
  await page.waitForFunction((v) => Number(document.documentElement.dataset.version) > v, before, { timeout: 60000 });
};
const drawn = (index) => page.waitForFunction((n) => {
  const { dataset } = document.querySelector(`[data-index="${n}"]`);
  return dataset.drawn && dataset.drawn === dataset.wanted && dataset.written === dataset.words;
}, index, { timeout: 60000 });
const place = () => page.evaluate(() => {
  const main = document.getElementById("pages");
  return [main.scrollTop, main.scrollLeft, document.getElementById("zoom").textContent, document.querySelector("[data-language][aria-pressed=true]").textContent];
});
const judged = async (what) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`);
  assert.deepEqual(told, [], `axe-core, ${what}`);
};
let count = 0;
const shot = (name) => page.screenshot({ path: join(shots, `${String(++count).padStart(2, "0")}-${name}.png`) });

const tests = {
  async "the pages are shown, and the page has no violation"() {
    await page.goto(address);
    await page.waitForFunction(() => document.querySelectorAll(".page").length > 40, null, { timeout: 60000 });
    await drawn(0);
    await shot("first");
    await judged("without faults");
    await page.click("#shade");
    await shot("dark");
    await judged("dark");
    await page.click("#shade");
  },
  async "a saved record is on its page, and place, zoom and language stay to the pixel"() {
    const text = readFileSync(record, "utf8");
    const title = await page.evaluate(() => [...document.querySelectorAll(".page")].findIndex((it) => it.querySelector(".layer")?.textContent.includes("NIRO")));
    assert.ok(title >= 0, "a page with NIRO");
    await page.click("#larger");
    await page.evaluate((n) => document.querySelector(`[data-index="${n}"]`).scrollIntoView(), title);
    await page.evaluate(() => (document.getElementById("pages").scrollTop += 123));
    await drawn(title);
    const before = await place();
    const picture = await page.evaluate((n) => document.querySelector(`[data-index="${n}"]`).dataset.drawn, title);
    await after(() => save(record, text.replace('short_name = "NIRO"', 'short_name = "NIRO West"')));
    await drawn(title);
    assert.notEqual(await page.evaluate((n) => document.querySelector(`[data-index="${n}"]`).dataset.drawn, title), picture);
    assert.deepEqual(await place(), before);
    await shot("changed");
    await after(() => save(record, text));
    assert.deepEqual(await place(), before);
    await page.click("#fit");
  },
  async "a fault appears with its place, is operable with the keyboard, and goes when it is mended"() {
    const text = readFileSync(record, "utf8");
    await after(() => save(record, text.replace("short_name", "shortname")));
    await page.waitForSelector("#faults:not([hidden]) .error");
    assert.match(await page.textContent("[role=alert]"), /unknown key/);
    assert.match(await page.textContent("#faults pre"), /\^\^\^/);
    assert.match(await page.textContent("#notice"), /last pages without errors/);
    await shot("fault");
    await judged("with faults");
    await page.focus("#faults .code");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#explained[open]");
    assert.match(await page.textContent("#explained"), /E0104/);
    await shot("explained");
    await judged("with an explanation");
    await page.keyboard.press("Escape");
    await page.waitForSelector("#explained[open]", { state: "hidden" });
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("#faults"), false);
    await page.keyboard.press("e");
    assert.equal(await page.isVisible("#faults"), true);
    await after(() => save(record, text));
    await page.waitForFunction(() => document.getElementById("notice").hidden);
    assert.doesNotMatch(await page.textContent("#faults"), /unknown key/);
    // Other errors are those of the edition itself.
    const errors = await page.locator("#faults .error").count();
    assert.equal(await page.isVisible("#faults"), errors > 0);
    if (errors) await page.keyboard.press("Escape");
  },
  async "a click shows the field, copies its place and opens the editor"() {
    const at = await page.evaluate(() => {
      for (const span of document.querySelectorAll(".layer span:not([aria-hidden])")) {
        const box = span.getBoundingClientRect();
        if (span.textContent.trim() === "NIRO" && box.width > 10) {
          span.scrollIntoView({ block: "center" });
          const { x, y, width, height } = span.getBoundingClientRect();
          return [x + width / 3, y + height / 2];
        }
      }
    });
    assert.ok(at, "a text NIRO");
    await page.mouse.click(...at);
    await page.waitForSelector("#behind:not([hidden])");
    assert.match(await page.textContent("#behind-field"), /short_name|index|names|chapters/);
    await shot("behind");
    await judged("with a field");
    await page.click("#copy");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /\.toml:\d+:\d+$/);
    await page.click("#edit");
    await page.waitForFunction(() => document.getElementById("said").textContent.includes("editor"));
    assert.match(readFileSync(editor, "utf8"), /\.toml:\d+$/);
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("#behind"), false);
  },
  async "all can be done with the keyboard alone"() {
    await page.focus("#pages");
    await page.keyboard.press("Home");
    await page.waitForFunction(() => document.getElementById("pages").scrollTop === 0);
    await page.keyboard.press("n");
    await page.waitForFunction(() => Number(document.getElementById("page").value) > 1);
    await page.keyboard.press("p");
    await page.waitForFunction(() => document.getElementById("page").value === "1");
    await page.focus("#pages");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#behind:not([hidden])");
    await page.focus("#next");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(200);
    assert.notEqual(await page.textContent("#behind-field"), "");
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
    assert.equal(await page.isVisible("#contents"), true);
    await shot("contents");
    await judged("with the contents");
    await page.keyboard.press("Escape");
    await page.keyboard.press("+");
    assert.equal(await page.getAttribute("#fit", "aria-pressed"), "false");
    await page.keyboard.press("0");
  },
  async "language, paper and one column"() {
    await page.click("[data-language=en]");
    await page.waitForFunction(() => document.getElementById("pages").lang === "en", null, { timeout: 60000 });
    await drawn(0);
    await page.click("[data-view=paper]");
    await page.evaluate(() => (document.getElementById("pages").scrollTop = 0));
    await drawn(0);
    await shot("paper");
    await judged("on paper");
    await page.click("[data-view=screen]");
    await page.click('[data-columns="1"]');
    await page.setViewportSize({ width: 480, height: 800 });
    await page.waitForTimeout(400);
    await shot("narrow");
    await judged("on a narrow window");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is cut off");
    await page.reload();
    await page.waitForFunction(() => document.getElementById("pages").lang === "en", null, { timeout: 60000 });
    await page.setViewportSize({ width: 1440, height: 900 });
  },
  async "text can be selected and found"() {
    await drawn(0);
    const all = await page.evaluate(async () => {
      for (let tries = 0; tries < 100; tries++) {
        if ([...document.querySelectorAll(".page")].every((it) => it.querySelector(".layer").childElementCount || it.dataset.written)) break;
        await new Promise((done) => setTimeout(done, 100));
      }
      return document.getElementById("pages").textContent.length;
    });
    assert.ok(all > 20000, `${all} characters of text`);
    assert.ok(await page.evaluate(() => window.find("Ingrid Lange", false, false, true)), "a name is found");
    assert.equal(await page.evaluate(() => String(getSelection()).trim()), "Ingrid Lange");
  },
  async "nothing was asked of another host, and nothing failed"() {
    assert.deepEqual(outside.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:")), []);
    assert.deepEqual(problems, []);
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}\n${error.stack}`);
    await shot("failed");
  }
}
await browser.close();
const ended = new Promise((done) => preview.once("exit", done));
preview.kill("SIGINT");
await ended;
rmSync(root, { recursive: true });
process.exit(failed ? 1 : 0);
