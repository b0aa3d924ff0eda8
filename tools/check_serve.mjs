// Works with the web app as a reader and an analyst do, and looks at every page in light, dark and on a phone.
// node check_serve.mjs FOLDER ADDRESS [ARTICLE]; pictures go to FOLDER. Run by check_serve.sh, which starts the server. Without an article
// it only looks.
import { accessible, dark, hold, light, narrow, open, phone, phoneDark, run } from './browser.mjs';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const [folder, address, article] = process.argv.slice(2);
const origin = new URL(address).origin;

async function enter(browser, one) {
  const page = await open(browser, one, (url) => url.startsWith(origin) || url.startsWith('data:'));
  await page.goto(address);
  hold(!page.url().includes('token'), one.name, `the token stays in the address: ${page.url()}`);
  return page;
}

// Search, open a claim, follow its chain to the words, judge, take back, add a file.
async function work(browser) {
  const page = await enter(browser, { ...light, name: 'work' });
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
  const page = await enter(browser, { ...light, name: 'no-script', script: false });
  await page.goto(`${origin}/add`);
  await page.locator('#files').setInputFiles(article);
  await page.getByRole('button', { name: 'Add' }).click();
  hold((await page.locator('main').innerText()).includes('unchanged'), 'no-script', 'a file that was sent is not told');
  await page.context().close();
}

// Many files at once, one of them none that can be read, and one that the server never gets.
async function many(browser) {
  const page = await enter(browser, { ...light, name: 'many', refused: true });
  await page.goto(`${origin}/add`);
  const file = (at) => ({ name: `boats-${at}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`Boats\nCoast Post ${at}\n2032-04-16\n\nThe harbour master, Ilse Brandt, said that ${200 + at} boats lay in Ostrel.\n`) });
  const files = [...Array(MANY).keys()].map(file);
  files.splice(7, 0, { name: 'picture.txt', mimeType: 'text/plain', buffer: Buffer.from([0, 1, 2, 0, 255, 254, 0, 7]) });
  let lost = 0;
  await page.route('**/api/v1/articles', (route) => {
    lost += 1;
    if (lost === 3) route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ title: 'The story says no', status: 503, detail: 'held by another' }) });
    else route.continue();
  });
  await page.locator('#files').setInputFiles(files);
  await page.getByRole('button', { name: 'Add' }).click();
  await page.locator('#progress').waitFor({ state: 'visible' });
  const state = await page.locator('#state').innerText();
  hold(/^\d+ of \d+ files$/.test(state), 'many', `tells "${state}" meanwhile`);
  await page.locator('#again').waitFor({ state: 'visible' });
  const told = await page.locator('#added').innerText();
  hold(/picture\.txt/.test(told), 'many', `what cannot be read is not named: ${told}`);
  hold(/boats-2\.txt\s*held by another/.test(told), 'many', `what was not taken is not named: ${told}`);
  await page.screenshot({ path: `${folder}/many.png` });
  await accessible(page, 'many');
  await page.locator('#again').click();
  await page.locator('#added li', { hasText: /^boats-2(?!\d)/ }).nth(1).waitFor();
  const added = await page.locator('#added li', { hasText: /added$/ }).count();
  hold(added === MANY, 'many', `${added} of ${MANY} files are added`);
  await page.context().close();
}
const MANY = 24;

// A page for every kind, and one of everything that has many.
async function look(browser, one) {
  const page = await enter(browser, one);
  const first = async (path, links) => {
    await page.goto(origin + path);
    const found = page.locator(links).first();
    return (await found.count()) ? new URL(await found.getAttribute('href'), origin) : null;
  };
  const claim = (await first('/claims', 'th.cl a')).pathname;
  const article = (await first('/articles', 'td a.w')).pathname;
  await page.goto(`${origin}/articles`);
  const articles = await page.locator('td a.w').evaluateAll((links) => links.slice(0, 30).map((link) => link.getAttribute('href')));
  let compare = null;
  for (const path of articles) compare ??= await first(path, 'main a[href^="/compare?"]');
  const edited = await first('/search?q=walked+out', '.hits h2 a');
  const pages = {
    front: '/', claims: '/claims', claim, articles: '/articles', article, sources: '/sources', 'sources-named': '/sources?show=named', same: '/sources?show=same',
    timeline: '/timeline', 'timeline-all': '/timeline?show=all', method: '/method', compare: compare ? compare.pathname + compare.search : '/compare', search: '/search?q=said', judgements: '/judgements',
    join: `/claims?join=${claim.split('/').pop()}`, add: '/add',
  };
  if (edited) pages.edited = edited.pathname;
  if (edited) pages.versions = edited.pathname.replace('/articles/', '/versions/');
  for (const [name, path] of Object.entries(pages)) {
    const where = `${name}-${one.name}`;
    const answer = await page.goto(origin + path);
    hold(answer.ok(), where, `answers ${answer.status()}`);
    await narrow(page, where, one.width);
    await page.screenshot({ path: `${folder}/${where}.png` });
    await accessible(page, where);
  }
  const missing = await page.request.get(`${origin}/claims/0123456789abcdef`);
  hold(missing.status() === 404, one.name, 'a claim that is gone is there');
  await page.context().close();
}

const done = article ? 'searched, followed, judged, took back, added; ' : '';
await run(folder, `${done}every page looked at in light, dark and on a phone`, async (browser) => {
  if (article) {
    await work(browser);
    await plain(browser);
    await many(browser);
  }
  for (const one of [light, dark, phone, phoneDark]) await look(browser, one);
});
