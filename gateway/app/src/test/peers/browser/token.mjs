// node token.mjs <management address> <token>: the console of a gateway that asks who one is. Ends with 1 and says why when
// something is not as it should be.
import assert from 'node:assert/strict';
import { launch } from './looking.mjs';

const [address, token] = process.argv.slice(2);
const browser = await launch();
try {
  const page = await browser.newPage();
  const faults = [];
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${address}/console`);
  await page.getByLabel('Token').fill('not-the-token-at-all');
  await page.keyboard.press('Enter');
  await page.getByText('This token is not known.').waitFor();
  await page.getByLabel('Token').fill(token);
  await page.keyboard.press('Enter');
  await page.getByText('live').waitFor();
  await page.getByText('open orders').waitFor();
  assert.equal(await page.getByLabel('Token').count(), 0, 'it is asked for once');

  await page.reload();
  await page.getByText('live').waitFor();
  assert.equal(await page.getByLabel('Token').count(), 0, 'the tab keeps it');
  assert.equal(await page.evaluate(() => localStorage.getItem('token')), null, 'nothing of it stays with the browser');

  const other = await browser.newPage();
  await other.goto(`${address}/console`);
  await other.getByLabel('Token').waitFor();
  assert.deepEqual(faults, []);
} catch (failure) {
  console.error(failure);
  for (const page of browser.contexts().flatMap((context) => context.pages())) console.error(await page.innerText('body'));
  process.exitCode = 1;
} finally {
  await browser.close();
}
