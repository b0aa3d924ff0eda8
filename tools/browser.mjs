// What the scripts that use a browser share: the browser, the looks, what is a fault, and what axe says of a page.
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const light = { name: 'light', width: 1280, scheme: 'light' };
export const dark = { name: 'dark', width: 1280, scheme: 'dark' };
export const phone = { name: 'phone', width: 390, scheme: 'light' };
export const phoneDark = { name: 'phone-dark', width: 390, scheme: 'dark' };

let faults = 0;

export function fault(where, what) {
  faults += 1;
  console.error(`${where}: ${what}`);
}

export function hold(is, where, what) {
  if (!is) fault(where, what);
}

// A page in a window of its own. Whatever it asks for that `allowed` does not allow, and every error that it tells, is a fault; but for
// what the browser says of refused requests, where some are `refused` on purpose.
export async function open(browser, { name, width, scheme, script = true, height = 1000, refused = false }, allowed) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: script });
  const page = await context.newPage();
  page.on('request', (request) => { if (!allowed(request.url())) fault(name, `asks for ${request.url()}`); });
  page.on('console', (message) => { if (message.type() === 'error' && !(refused && /Failed to load resource/.test(message.text()))) fault(name, message.text()); });
  page.on('pageerror', (error) => fault(name, String(error)));
  return page;
}

// Nothing may stick out to the right.
export async function narrow(page, where, width) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) fault(where, `is ${wide} pixels wide in a window of ${width}`);
}

// With everything opened that is folded away. What axe calls minor is printed and no fault.
export async function accessible(page, where) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((box) => { box.open = true; }));
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of found.violations) {
    const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ');
    const what = `axe ${violation.impact}: ${violation.id}, ${violation.nodes.length} times: ${nodes}`;
    if (violation.impact === 'minor') console.log(`${where}: ${what}`);
    else fault(where, what);
  }
}

// Runs `work` with a browser and ends with the number of faults; `done` is said where there are none.
export async function run(folder, done, work) {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  await work(browser);
  await browser.close();
  console.log(faults ? `${faults} faults` : done);
  process.exit(faults ? 1 : 0);
}
