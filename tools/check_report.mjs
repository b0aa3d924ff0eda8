// Looks at reports in a real browser: nothing is fetched, nothing runs that should not, nothing sticks out, axe has no serious finding.
// node check_report.mjs FOLDER REPORT.html ... ; pictures go to FOLDER. Run by check_report.sh, which finds what this needs.
import { accessible, dark, fault, light, narrow, open, phone, phoneDark, run } from './browser.mjs';
import { basename, resolve } from 'node:path';

const [folder, ...reports] = process.argv.slice(2);
const looks = [
  light, dark, { ...light, name: 'middle', width: 900 }, phone, phoneDark, { ...light, name: 'no-script', script: false },
  { ...light, name: 'print', media: 'print' },
];
// First screen, milliseconds.
const PATIENCE = 2000;
// Elements past which axe takes minutes: such a page is only loaded and measured.
const LARGE = 40000;

async function look(browser, report, one) {
  const where = `${basename(report, '.html')}, ${one.name}`;
  const url = `file://${resolve(report)}`;
  const page = await open(browser, { ...one, name: where, height: 1400 }, (asked) => asked === url);
  await page.goto(url);
  if (one.media) await page.emulateMedia({ media: one.media });
  const size = await page.evaluate(() => ({
    elements: document.querySelectorAll('*').length,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  }));
  await narrow(page, where, one.width);
  if (size.paint > PATIENCE) fault(where, `shows its first screen after ${Math.round(size.paint)} ms`);
  await page.screenshot({ path: `${folder}/${basename(report, '.html')}-${one.name}.png` });
  if (one.script !== false && !one.media) await links(page, where);
  if (size.elements < LARGE && one.script !== false && !one.media) await accessible(page, where);
  await page.context().close();
  return size;
}

// Words that lie folded away are opened by the link that leads to them.
async function links(page, where) {
  const hidden = await page.evaluate(() => {
    const folded = [...document.querySelectorAll('details:not([open]) .at')];
    return folded.length ? folded[folded.length - 1].id : null;
  });
  if (!hidden) return;
  await page.evaluate((id) => { location.hash = id; }, hidden);
  await page.waitForTimeout(100);
  const shown = await page.evaluate((id) => {
    for (let box = document.getElementById(id); box; box = box.parentElement) if (box.tagName === 'DETAILS' && !box.open) return false;
    return true;
  }, hidden);
  if (!shown) fault(where, `#${hidden} stays folded away`);
}

await run(folder, 'every report looked at in light, dark, on a phone, in print and without a script', async (browser) => {
  for (const report of reports) {
    for (const one of looks) {
      const size = await look(browser, report, one);
      console.log(`${basename(report)}, ${one.name}: ${size.elements} elements, first screen after ${Math.round(size.paint)} ms`);
    }
  }
});
