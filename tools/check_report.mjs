// Looks at reports in a real browser: nothing is fetched, nothing runs that should not, nothing sticks out, axe has no serious finding.
// node check_report.mjs FOLDER REPORT.html ... ; pictures go to FOLDER. Run by check_report.sh, which finds what this needs.
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

const [folder, ...reports] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
  { name: 'light', width: 1280, scheme: 'light' },
  { name: 'dark', width: 1280, scheme: 'dark' },
  { name: 'middle', width: 900, scheme: 'light' },
  { name: 'phone', width: 390, scheme: 'light' },
  { name: 'phone-dark', width: 390, scheme: 'dark' },
  { name: 'no-script', width: 1280, scheme: 'light', script: false },
  { name: 'print', width: 1280, scheme: 'light', media: 'print' },
];
// First screen, milliseconds.
const PATIENCE = 2000;
// Elements past which axe takes minutes: such a page is only loaded and measured.
const LARGE = 40000;

let faults = 0;
function fault(report, look, what) {
  faults += 1;
  console.error(`${basename(report)}, ${look}: ${what}`);
}

async function look(browser, report, { name, width, scheme, script = true, media }) {
  const context = await browser.newContext({ viewport: { width, height: 1400 }, colorScheme: scheme, javaScriptEnabled: script });
  const page = await context.newPage();
  const url = `file://${resolve(report)}`;
  page.on('request', (request) => { if (request.url() !== url) fault(report, name, `asks for ${request.url()}`); });
  page.on('console', (message) => { if (message.type() === 'error') fault(report, name, message.text()); });
  page.on('pageerror', (error) => fault(report, name, String(error)));
  await page.goto(url);
  if (media) await page.emulateMedia({ media });
  const size = await page.evaluate(() => ({
    elements: document.querySelectorAll('*').length,
    wide: document.documentElement.scrollWidth,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  }));
  if (size.wide > width) fault(report, name, `is ${size.wide} pixels wide in a window of ${width}`);
  if (size.paint > PATIENCE) fault(report, name, `shows its first screen after ${Math.round(size.paint)} ms`);
  await page.screenshot({ path: `${folder}/${basename(report, '.html')}-${name}.png` });
  if (script && !media) await links(page, report, name);
  if (size.elements < LARGE && script && !media) await accessible(page, report, name);
  await context.close();
  return size;
}

// Words that lie folded away are opened by the link that leads to them.
async function links(page, report, name) {
  const hidden = await page.evaluate(() => {
    const folded = [...document.querySelectorAll('details:not([open]) .at')];
    return folded.length ? folded[folded.length - 1].id : null;
  });
  if (!hidden) return;
  await page.evaluate((id) => { location.hash = id; }, hidden);
  await page.waitForTimeout(100);
  const open = await page.evaluate((id) => {
    for (let box = document.getElementById(id); box; box = box.parentElement) if (box.tagName === 'DETAILS' && !box.open) return false;
    return true;
  }, hidden);
  if (!open) fault(report, name, `#${hidden} stays folded away`);
}

async function accessible(page, report, name) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((box) => { box.open = true; }));
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of found.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ');
    const what = `axe ${violation.impact}: ${violation.id}, ${violation.nodes.length} times: ${where}`;
    if (['serious', 'critical'].includes(violation.impact)) fault(report, name, what);
    else console.log(`${basename(report)}, ${name}: ${what}`);
  }
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
for (const report of reports) {
  for (const one of looks) {
    const size = await look(browser, report, one);
    console.log(`${basename(report)}, ${one.name}: ${size.elements} elements, first screen after ${Math.round(size.paint)} ms`);
  }
}
await browser.close();
process.exit(faults ? 1 : 0);
