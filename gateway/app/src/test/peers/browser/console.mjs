// node console.mjs <management address> <folder for pictures> <order> <held job>: goes through the console with a mouse, a
// keyboard and two languages, and holds every view against the rules of axe (WCAG 2.2 AA). Ends with 1 and says why when
// something is not as it should be.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import axe from 'axe-core';
import { look, open } from './looking.mjs';

const [address, pictures, order, held] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });

// Nothing that a person who does not see well, or has no mouse, would stumble over.
async function accessible(page, view) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const faults = found.violations.map((fault) => `${view}: ${fault.id}: ${fault.help}: ${fault.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  assert.deepEqual(faults, []);
}

// Nothing is wider than the screen, however narrow that is.
async function fits(page, view) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide <= room, `${view} is ${wide} wide on a screen of ${room}`);
}

const VIEWS = {
  plant: '.plant > li', orders: 'tbody tr', [`order/${order}`]: 'ol.pieces li', desk: 'section.card', links: 'tbody tr', webhooks: 'section.card', system: '.way > li',
  board: '.wallboard > li',
};

await look(async (browser, faults) => {
  const page = await open(browser, address, faults);
  await page.waitForSelector('.plant > li');
  await page.getByText('live').waitFor();
  const first = page.locator('.plant > li').first();
  assert.equal(await first.locator('.name').textContent(), 'glaze-9', 'the line that is not there comes first');
  assert.equal(await page.locator('.plant > li').nth(1).locator('.name').textContent(), 'glaze-1', 'then the one where work waits');
  await page.screenshot({ path: `${pictures}/plant.png` });
  await page.getByLabel('Only lines that need somebody').check();
  await page.waitForFunction(() => document.querySelectorAll('.plant > li').length === 2);
  await page.getByLabel('Line contains').fill('nine');
  await page.keyboard.press('Enter');
  await page.getByText('None found.').waitFor();

  // By keyboard: the second view is two steps away.
  await page.reload();
  await page.waitForSelector('.plant > li');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('tbody tr').first().waitFor();
  await page.getByLabel('Order or platform number begins with').fill(order);
  await page.getByRole('button', { name: 'Find' }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  await page.getByText('24 / 24').waitFor();
  await page.screenshot({ path: `${pictures}/orders.png` });

  await page.getByRole('link', { name: order }).click();
  await page.getByText('Order accepted').waitFor();
  await page.locator('ol.pieces li').nth(23).waitFor();
  assert.equal(await page.locator('ol.pieces li').count(), 24, 'every piece is shown');
  assert.ok(await page.locator('ol.pieces li', { hasText: '↻' }).count() === 3, 'those that were made again are marked');
  await page.screenshot({ path: `${pictures}/order.png` });
  await page.getByText('The whole story').click();
  await page.getByText('accepted and durable').waitFor();

  await page.getByRole('link', { name: 'Connectors' }).click();
  const glaze = page.getByRole('region', { name: 'By line' }).locator('tr', { hasText: 'glaze-1' });
  await glaze.getByText('opcua-job-control').waitFor();
  assert.ok(Number(await glaze.locator('td.number').nth(0).textContent()) > 1, 'commands are counted');
  assert.ok(Number(await glaze.locator('td.number').nth(3).textContent()) > 1, 'reports are counted');
  assert.match(await glaze.locator('td').nth(8).textContent(), /bit 32/, 'the last error is told');
  await page.getByRole('region', { name: 'Doors' }).locator('tr', { hasText: 'erp' }).getByText('folder').waitFor();
  await page.screenshot({ path: `${pictures}/links.png` });

  await page.getByRole('link', { name: 'Webhooks' }).click();
  const away = page.locator('section.card', { hasText: 'default/away' });
  await away.getByText('stopped', { exact: true }).waitFor();
  const status = page.locator('section.card', { hasText: 'default/status' });
  await status.getByText('Last deliveries').click();
  await status.getByText('delivered', { exact: true }).first().waitFor();
  await page.screenshot({ path: `${pictures}/webhooks.png` });
  await status.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('Test: delivered').waitFor();
  await away.getByRole('button', { name: 'Resume' }).click();
  await page.getByText('default/away · Done').waitFor();

  await page.getByRole('link', { name: 'System' }).click();
  await page.getByText('Hands a job order to its line').waitFor();
  await page.getByText('refused, nothing was changed').waitFor();
  await page.screenshot({ path: `${pictures}/system.png` });
  await page.getByRole('button', { name: 'Read the files again' }).click();
  await page.locator('p.bad[role=status]', { hasText: 'capacity' }).waitFor();

  // Light and dark, on a desk and on a telephone, in two languages.
  for (const [scheme, width, language] of [['light', 1920, 'en'], ['dark', 1920, 'zh'], ['dark', 390, 'en'], ['light', 390, 'zh']]) {
    const other = await open(browser, address, faults, { scheme, width, height: width > 1000 ? 1080 : 844 });
    await other.locator(`#languages button[data-language=${language}]`).click();
    assert.equal(await other.locator('html').getAttribute('lang'), language);
    for (const [view, shown] of Object.entries(VIEWS)) {
      await other.evaluate((hash) => { location.hash = hash; }, `#${view}`);
      await other.locator(shown).first().waitFor();
      await accessible(other, `${view} ${scheme} ${width} ${language}`);
      await fits(other, `${view} ${width} ${language}`);
      await other.screenshot({ path: `${pictures}/${view.split('/')[0]}-${scheme}-${width}-${language}.png` });
    }
    await other.close();
  }

  // From three metres on a screen of 1.2 m: capitals of 15 mm, which are letters of 34 pixels of 1920.
  const wall = await open(browser, address, faults, { scheme: 'dark', width: 1920, height: 1080, hash: '#board' });
  await wall.locator('.wallboard > li').first().waitFor();
  for (const text of ['.name', '.state', '.totals b']) {
    const size = await wall.locator(text).first().evaluate((found) => parseFloat(getComputedStyle(found).fontSize));
    assert.ok(size >= 34, `${text} has letters of ${size} pixels`);
  }
  await wall.screenshot({ path: `${pictures}/board.png` });
  await wall.keyboard.press('Escape');
  await wall.locator('.plant > li').first().waitFor();

  // The desk shows some at a time, and those of one line alone.
  await page.getByRole('link', { name: 'Needs a hand' }).click();
  await page.getByText('52 jobs wait; the first 50 are shown').waitFor();
  await page.locator('section.card').nth(49).waitFor();
  await page.getByRole('button', { name: 'More' }).click();
  await page.locator('section.card').nth(51).waitFor();
  await page.getByText('52 jobs wait').waitFor({ state: 'hidden' });
  await page.getByLabel(/^Line/).selectOption('glaze-1 (52)');
  await page.waitForFunction(() => location.hash === '#desk/glaze-1');
  await page.locator('section.card').nth(49).waitFor();
  assert.equal(await page.getByLabel(/^Line/).inputValue(), 'glaze-1');
  const card = page.locator('section.card', { hasText: held });
  await card.waitFor();
  await card.getByText('Evidence').click();
  await card.getByText('At the line').waitFor();
  await card.getByLabel('Decision').selectOption('cancel');
  await card.getByLabel('Your name').fill('Ann');
  await card.getByLabel('Why').fill('the customer rang');
  await page.screenshot({ path: `${pictures}/desk.png` });
  await card.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('Decided: the job is now cancelled').waitFor();
  await card.waitFor({ state: 'detached' });
});
