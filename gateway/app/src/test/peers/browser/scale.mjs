// node scale.mjs <management address> <folder for pictures> <lines>: the console of a plant of so many lines and 10,000 open
// orders, while it works. Prints what that costs the browser and the wire; ends with 1 when a cost grows with the plant.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { look, open } from './looking.mjs';

const [address, pictures, lines] = process.argv.slice(2);
const WATCHED_SECONDS = 20;
mkdirSync(pictures, { recursive: true });
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const say = (what, value) => console.log(`console at scale: ${what.padEnd(78)} ${value}`);
const rows = (page) => page.evaluate(() => document.querySelectorAll('*').length);

// Notes in the page what the browser finds slow, and how large each event of the board is, before the page's own scripts run.
function notes() {
  globalThis.slow = [];
  globalThis.events = [];
  new PerformanceObserver((list) => globalThis.slow.push(...list.getEntries().map((task) => task.duration))).observe({ type: 'longtask', buffered: true });
  const decoded = TransformStream;
  const asked = globalThis.fetch;
  globalThis.fetch = async (path, options) => {
    const answer = await asked(path, options);
    if (!String(path).startsWith('/board/lines/changes')) return answer;
    let rest = '';
    const decoder = new TextDecoder();
    const body = answer.body.pipeThrough(new decoded({
      transform(bytes, controller) {
        const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
        rest = blocks.pop();
        blocks.filter((block) => block.startsWith('event: lines')).forEach((block) => globalThis.events.push(block.length));
        controller.enqueue(bytes);
      },
    }));
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}

// What keeping a page up to date costs the wire and the browser.
async function watch(page, what, whole) {
  await page.evaluate(() => { globalThis.slow.length = 0; globalThis.events.length = 0; });
  await page.waitForTimeout(WATCHED_SECONDS * 1000);
  const { slow, events } = await page.evaluate(() => ({ slow: globalThis.slow, events: globalThis.events }));
  say(`a page of ${what}: updates in ${WATCHED_SECONDS} s; bytes, median and most`, `${events.length}; ${median(events)}, ${Math.max(0, ...events)}`);
  say('  tasks of more than 50 ms meanwhile; the longest', `${slow.length}; ${Math.round(Math.max(0, ...slow))} ms`);
  assert.ok(events.length > 0, 'the plant works, so the board is brought up to date');
  assert.ok(Math.max(...events) < 60_000, 'no event has more than a page of lines');
  assert.ok(median(events) < whole, 'an update is no whole page');
}

await look(async (browser, faults) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'en-GB' });
  await context.addInitScript(notes);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => faults.push(error.message));
  const begun = performance.now();
  await page.goto(`${address}/console`);
  await page.locator('.plant > li').nth(59).waitFor();
  say('from the address to the first page of the plant', `${Math.round(performance.now() - begun)} ms`);
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN);
  say('first contentful paint', `${Math.round(paint)} ms`);
  assert.match(await page.locator('.totals').textContent(), new RegExp(`/ ${lines}lines connected`), 'all lines are in the sums');
  const nodes = await rows(page);
  const shown = await page.locator('.plant > li').count();
  say('lines of a page, and elements of the document', `${shown}, ${nodes}`);
  assert.equal(shown, 60, 'a page of the plant has sixty lines, however many there are');
  assert.ok(nodes < 4_000, `the document has ${nodes} elements`);

  const first = await page.evaluate(() => globalThis.events[0]);
  say('first event of the board', `${first} bytes`);
  await watch(page, 'lines that are away', first);
  assert.ok(await rows(page) < 4_000, 'the document does not grow');
  await page.screenshot({ path: `${pictures}/scale-plant.png` });

  // Lines that work come behind those that are away: on this page are 23 of them.
  await page.getByLabel('Line contains').fill('cell-0');
  await page.keyboard.press('Enter');
  await page.getByText('97 found').waitFor();
  await page.evaluate(() => { globalThis.events.length = 0; });
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('Page 2 of').waitFor();
  await page.locator('.plant progress').nth(20).waitFor();
  const whole = Math.max(...await page.evaluate(() => globalThis.events));
  say('such a page of lines that work, whole', `${whole} bytes`);
  await watch(page, 'lines that work', whole);
  await page.screenshot({ path: `${pictures}/scale-working.png` });
  await page.getByLabel('Line contains').fill('cell-499');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.plant > li').length === 1);

  await page.getByRole('link', { name: 'Orders' }).click();
  await page.locator('tbody tr').nth(49).waitFor();
  assert.equal(await page.locator('tbody tr').count(), 50, 'orders come fifty to a page');
  const asked = performance.now();
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByRole('button', { name: 'Newer' }).and(page.locator(':enabled')).waitFor();
  say('to the next page of the orders', `${Math.round(performance.now() - asked)} ms`);
  assert.equal(await page.locator('tbody tr').count(), 50, 'another page takes the place of the one before');
  await page.screenshot({ path: `${pictures}/scale-orders.png` });

  await page.getByRole('link', { name: 'Connectors' }).click();
  await page.getByText('Page 1 of 10').waitFor();
  assert.ok(await rows(page) < 2_500, 'links come fifty to a page');
  await page.screenshot({ path: `${pictures}/scale-links.png` });

  const wall = await open(browser, address, faults, { width: 1920, height: 1080, hash: '#board' });
  await wall.locator('.wallboard > li').first().waitFor();
  const [tiles, hidden] = [await wall.locator('.wallboard > li').count(), await wall.evaluate(() => document.documentElement.scrollHeight > innerHeight)];
  say('lines of a page of the wall board', tiles);
  assert.ok(!hidden, 'the wall needs no scrolling');
  await wall.screenshot({ path: `${pictures}/scale-board.png` });
});
