// What every program here needs: a browser, and a page that tells what is wrong with it.
import { chromium } from 'playwright-core';

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// Errors but refusals, which are told on the page, and whatever would be loaded from elsewhere, go to faults.
export async function open(browser, address, faults, { scheme = 'light', width = 1440, height = 900, hash = '' } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, locale: 'en-GB' });
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('status of 422')) faults.push(message.text()); });
  page.on('request', (request) => { if (!request.url().startsWith(address)) faults.push(`loads ${request.url()}`); });
  await page.goto(`${address}/console${hash}`);
  return page;
}

// Runs the steps, says what failed, and closes the browser.
export async function look(steps) {
  const browser = await launch();
  const faults = [];
  try {
    await steps(browser, faults);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  } catch (failure) {
    console.error(failure);
    for (const page of browser.contexts().flatMap((context) => context.pages())) {
      console.error(await page.innerText('body').then((text) => text.slice(0, 4000), () => '(no page)'));
    }
    console.error(faults.join('\n'));
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}
