// node console.mjs <management address> <folder for pictures> <order> <held job>: goes through the console with a mouse, a
// keyboard and two languages. Ends with 1 and says why when something is not as it should be.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [address, pictures, order, held] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const faults = [];

async function open(scheme) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: scheme, locale: 'en-GB' });
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
  page.on('request', (request) => { if (!request.url().startsWith(address)) faults.push(`loads ${request.url()}`); });
  await page.goto(`${address}/console`);
  await page.waitForSelector('.plant > li');
  return page;
}

try {
  const page = await open('light');
  await page.getByText('live').waitFor();
  const first = page.locator('.plant > li').first();
  assert.equal(await first.locator('.name').textContent(), 'glaze-1', 'the line that needs somebody comes first');
  await page.screenshot({ path: `${pictures}/plant.png` });

  // By keyboard: the second view is two steps away.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('tbody tr').first().waitFor();
  await page.getByLabel('Order or platform number begins with').fill(order);
  await page.getByRole('button', { name: 'Find' }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  await page.screenshot({ path: `${pictures}/orders.png` });

  await page.getByRole('link', { name: order }).click();
  await page.getByText('OrderAccepted').waitFor();
  await page.screenshot({ path: `${pictures}/order.png` });
  await page.getByText('The whole story').click();
  await page.getByText('accepted and durable').waitFor();

  await page.getByRole('link', { name: 'Needs a hand' }).click();
  const card = page.locator('section.card', { hasText: held });
  await card.waitFor();
  await card.getByText('Evidence').click();
  await card.getByText('At the line').waitFor();
  await card.getByLabel('Decision').selectOption('cancel');
  await card.getByLabel('Your name').fill('Ann');
  await card.getByLabel('Why').fill('the customer rang');
  await page.screenshot({ path: `${pictures}/desk.png` });
  await card.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('Decided: the job is now Cancelled').waitFor();
  await card.waitFor({ state: 'detached' });

  await page.getByRole('link', { name: 'System' }).click();
  await page.getByText('Hands a job order to its line').waitFor();
  await page.screenshot({ path: `${pictures}/system.png` });

  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('link', { name: '车间' }).click();
  await page.getByText('已连接产线').waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh');

  const dark = await open('dark');
  const ground = await dark.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(ground, 'rgb(15, 21, 28)');
  await dark.screenshot({ path: `${pictures}/plant-dark.png` });
  assert.deepEqual(faults, []);
} catch (failure) {
  console.error(failure);
  for (const page of browser.contexts().flatMap((context) => context.pages())) console.error(await page.innerText('main'));
  console.error(faults.join('\n'));
  process.exitCode = 1;
} finally {
  await browser.close();
}
