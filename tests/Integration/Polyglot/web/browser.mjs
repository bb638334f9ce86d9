// Runs the page in headless Chromium, from a server of its own: an origin that is not the gateway's. Prints OK or fails.
// Usage: node browser.mjs http://HOST:PORT PAGE_BUNDLE PAGE_PORT
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const [baseUrl, bundle, port] = process.argv.slice(2);
const server = createServer((request, response) => {
  const isScript = request.url === '/page.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? readFileSync(bundle) : '<!doctype html><script type="module" src="/page.js"></script>');
});
await new Promise((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  timeout: 120_000,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  page.on('console', (message) => console.log(message.text()));
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction('globalThis.run');
  await page.evaluate((url) => globalThis.run(url), baseUrl);
  console.log('OK');
} finally {
  await browser.close();
  server.close();
}
