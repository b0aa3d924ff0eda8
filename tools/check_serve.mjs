// Works with the web app as a reader and an analyst do, and looks at every page in light, dark and on a phone.
// node check_serve.mjs FOLDER ADDRESS ARTICLE; pictures go to FOLDER. Run by check_serve.sh, which starts the server.
import { chromium } from 'playwright-core';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const [folder, address, article] = process.argv.slice(2);
const origin = new URL(address).origin;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const looks = [
  { name: 'light', width: 1280, scheme: 'light' },
  { name: 'dark', width: 1280, scheme: 'dark' },
  { name: 'phone', width: 390, scheme: 'light' },
  { name: 'phone-dark', width: 390, scheme: 'dark' },
];

let faults = 0;
function fault(where, what) {
  faults += 1;
  console.error(`${where}: ${what}`);
}
function hold(is, where, what) {
  if (!is) fault(where, what);
}

async function open(browser, { name, width, scheme, script = true }) {
  const context = await browser.newContext({ viewport: { width, height: 1000 }, colorScheme: scheme, javaScriptEnabled: script, bypassCSP: false });
  const page = await context.newPage();
  page.on('request', (request) => { if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) fault(name, `asks for ${request.url()}`); });
  page.on('console', (message) => { if (message.type() === 'error') fault(name, message.text()); });
  page.on('pageerror', (error) => fault(name, String(error)));
  await page.goto(address);
  hold(!page.url().includes('token'), name, `the token stays in the address: ${page.url()}`);
  return page;
}

async function accessible(page, where) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((box) => { box.open = true; }));
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of found.violations) {
    const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ');
    const what = `axe ${violation.impact}: ${violation.id}, ${violation.nodes.length} times: ${nodes}`;
    if (['serious', 'critical'].includes(violation.impact)) fault(where, what);
    else console.log(`${where}: ${what}`);
  }
}

// Search, open a claim, follow its chain to the words, judge, take back, add a file.
async function work(browser) {
  const page = await open(browser, { name: 'work', width: 1280, scheme: 'light' });
  await page.getByRole('searchbox', { name: 'Search the articles' }).fill('screamed');
  await page.getByRole('searchbox', { name: 'Search the articles' }).press('Enter');
  await page.waitForURL('**/search?q=screamed');
  hold(await page.locator('.hits > li').count() === 3, 'search', `${await page.locator('.hits > li').count()} articles for a word of three`);
  await page.locator('.hits p a').first().click();
  hold(await page.locator('#words').count() === 1, 'search', 'the words are not marked in their article');

  await page.goto(`${origin}/claims`);
  await page.locator('th.cl a').first().click();
  await page.waitForURL('**/claims/*');
  const claim = page.url();
  const node = page.locator('svg.chain.wide:visible a[href*="#c"]').first();
  await node.click();
  hold(await page.locator('.occ:target').count() === 1, 'chain', 'a node of the chain leads to no occurrence');
  await page.locator('.occ:target .meta a').click();
  await page.waitForURL('**/articles/*');
  hold(await page.locator('.f').first().isVisible(), 'chain', 'an occurrence leads to no words');

  await page.goto(claim);
  await page.locator('details.deciding summary').first().click();
  const form = page.locator('details.deciding form').filter({ has: page.locator('select[name=source]') }).first();
  await form.locator('input[name=name]').fill('Ada Holt');
  await form.locator('input[name=who]').fill('I. Marr');
  await form.locator('input[name=note]').fill('she said so');
  await page.screenshot({ path: `${folder}/deciding.png` });
  await form.getByRole('button').click();
  await page.waitForURL('**done=*');
  hold((await page.locator('#decided').innerText()).includes('Ada Holt'), 'judge', 'the judgement is not told');
  await page.screenshot({ path: `${folder}/decided.png`, fullPage: true });
  await accessible(page, 'decided');
  await page.locator('#decided .undo button').click();
  await page.waitForURL('**done=j2');
  hold(await page.locator('#decided').count() === 0, 'undo', 'the judgement is still told');

  await page.goto(`${origin}/add`);
  await page.locator('#files').setInputFiles(article);
  await page.getByRole('button', { name: 'Add' }).click();
  await page.locator('#added li').first().waitFor();
  hold((await page.locator('#added li').first().innerText()).includes('added'), 'add', await page.locator('#added').innerText());
  const content = readFileSync(article, 'utf8').replace('63 boats', '64 boats').replace('Coast Post', 'Dam Courier');
  await page.evaluate(([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type: 'text/plain' }));
    document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [`dropped-${basename(article)}`, content]);
  await page.locator('#added li').nth(1).waitFor();
  hold((await page.locator('#added li').nth(1).innerText()).includes('added'), 'drop', await page.locator('#added').innerText());
  await page.screenshot({ path: `${folder}/added.png` });
  for (let tries = 0; tries < 50; tries += 1) {
    await page.goto(`${origin}/claims?q=boats`);
    if ((await page.locator('main').innerText()).includes('boats lay at anchor')) break;
    await page.waitForTimeout(200);
  }
  hold((await page.locator('main').innerText()).includes('boats lay at anchor'), 'add', 'the claim of a new article does not show');
  await page.context().close();
}

// The same without a script: forms are plain forms.
async function plain(browser) {
  const page = await open(browser, { name: 'no-script', width: 1280, scheme: 'light', script: false });
  await page.goto(`${origin}/add`);
  await page.locator('#files').setInputFiles(article);
  await page.getByRole('button', { name: 'Add' }).click();
  hold((await page.locator('main').innerText()).includes('unchanged'), 'no-script', 'a file that was sent is not told');
  await page.context().close();
}

async function look(browser, one) {
  const page = await open(browser, one);
  await page.goto(`${origin}/claims`);
  const claim = new URL(await page.locator('th.cl a').first().getAttribute('href'), origin).pathname;
  const pages = {
    front: '/', claims: '/claims', claim, articles: '/articles', article: '/articles/mercury-flee', sources: '/sources',
    timeline: '/timeline', method: '/method', compare: '/compare?a=herald-gate&b=mercury-flee', search: '/search?q=gate', judgements: '/judgements',
    join: `/claims?join=${claim.split('/').pop()}`, add: '/add',
  };
  for (const [name, path] of Object.entries(pages)) {
    const where = `${name}-${one.name}`;
    const answer = await page.goto(origin + path);
    hold(answer.ok(), where, `answers ${answer.status()}`);
    const size = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    }));
    hold(size.wide <= one.width, where, `is ${size.wide} pixels wide in a window of ${one.width}`);
    await page.screenshot({ path: `${folder}/${where}.png` });
    await accessible(page, where);
  }
  const missing = await page.request.get(`${origin}/claims/0123456789abcdef`);
  hold(missing.status() === 404, one.name, 'a claim that is gone is there');
  await page.context().close();
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
await work(browser);
await plain(browser);
for (const one of looks) await look(browser, one);
await browser.close();
console.log(faults ? `${faults} faults` : 'searched, followed, judged, took back, added; every page looked at in light, dark and on a phone');
process.exit(faults ? 1 : 0);
