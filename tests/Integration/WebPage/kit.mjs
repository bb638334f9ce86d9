// What the scripts that drive browsers share.
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Asks the test for something to happen to the server: kill or start. */
export async function ask(wish) {
  console.log(wish);
  const { value } = await lines.next();
  if (value !== 'done') throw new Error(`${wish}: ${value}`);
}

export const launch = () =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    timeout: 120_000,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

/** Runs the whole script, ends the browser whatever happens, and says OK at the end. */
export async function run(script) {
  const browser = await launch();
  try {
    await script(browser);
    console.log('OK');
  } catch (error) {
    console.log(error.stack);
  } finally {
    await browser.close();
    process.stdin.destroy();
  }
}

export function expect(is, what) {
  if (!is) throw new Error(what);
}

/** What WebSockets do on a network that lets none through. */
export function noSockets() {
  globalThis.WebSocket = class {
    static CONNECTING = 0;
    static OPEN = 1;
    readyState = 0;
    constructor() {
      setTimeout(() => this.onclose?.({}), 20);
    }
    close() {}
  };
}

/** A browser of its own with the page in it. Whatever the policy refuses, and whatever is thrown, fails the script. */
export async function open(browser, address, problems, options = {}, prepare = undefined) {
  const context = await browser.newContext({ viewport: { width: 1180, height: 760 }, ...options });
  if (prepare) await context.addInitScript(prepare);
  context.setDefaultTimeout(150_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.stack));
  page.on('console', (message) => /Content Security Policy|Trusted Type|Warning:/.test(message.text()) && problems.push(message.text()));
  await page.goto(address);
  return page;
}

export async function signIn(page, name) {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Come in' }).click();
  await page.locator('.connection.open').waitFor();
}

/** The message with this text, as the list shows it. */
export const said = (page, text) => page.locator('article.message', { hasText: text });

export async function say(page, room, text) {
  const field = page.getByRole('textbox', { name: `Message ${room}` });
  await field.fill(text);
  await field.press('Enter');
}
