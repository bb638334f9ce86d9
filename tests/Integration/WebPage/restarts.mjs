// A page of another origin lives through a restart of the server. Usage: node restarts.mjs http://HOST:PORT PAGE_BUNDLE PAGE_PORT
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { ask, run } from './kit.mjs';

const [address, bundle, port] = process.argv.slice(2);
const server = createServer((request, response) => {
  const isScript = request.url === '/page.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? readFileSync(bundle) : '<!doctype html><script type="module" src="/page.js"></script>');
});
await new Promise((resolve) => server.listen(Number(port), '127.0.0.1', resolve));

await run(async (browser) => {
  const page = await browser.newPage();
  page.setDefaultTimeout(150_000);
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction('globalThis.begin');
  await within(page.evaluate((url) => globalThis.begin(url), address), 'begin');
  await ask('kill');
  await within(page.evaluate(() => globalThis.gone()), 'gone');
  await ask('start');
  await within(page.evaluate(() => globalThis.back()), 'back');
});
server.close();

function within(promise, what) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error(`${what} took too long`)), 120_000).unref())]);
}
