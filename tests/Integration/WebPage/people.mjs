// Two people use the page. Usage: node people.mjs http://HOST:PORT
import { ask, expect, noSockets, open, run, said, say, signIn } from './kit.mjs';

const [address] = process.argv.slice(2);
const ROOM = 'Tea and tides';
const GUIDE = `# Green tea\n\n## Steeping\n\n${[
  'Green tea is steeped for two minutes in water of 75 degrees.',
  'Green tea that is steeped longer than three minutes turns bitter.',
  'Steeped green tea leaves can be used a second time for one minute.',
].join('\n\n')}\n`;
const problems = [];

await run(async (browser) => {
  const ada = await open(browser, address, problems);
  const bob = await open(browser, address, problems, { colorScheme: 'dark' });
  await signIn(ada, 'Ada');
  await signIn(bob, 'Bob');
  for (const step of [meet, talk, change, squeezeThrough, askAgent, survive, stopAgent, comeBack, leave]) {
    console.log(step.name);
    await step(ada, bob);
  }
  expect(problems.length === 0, problems.join('\n'));
});

async function meet(ada, bob) {
  await ada.keyboard.press('Control+k');
  await ada.locator('.make summary').click();
  await ada.getByLabel('Name', { exact: true }).fill(ROOM);
  await ada.getByRole('button', { name: 'Make room' }).click();
  await ada.getByText('Nobody has said anything yet').waitFor();
  await bob.keyboard.press('Control+k');
  await bob.getByPlaceholder('Find a room').waitFor();
  await bob.keyboard.type('no such room');
  await bob.getByText('No room is called like that').waitFor();
  for (let letters = 'no such room'.length; letters > 0; letters--) await bob.keyboard.press('Backspace');
  await bob.getByRole('button', { name: `${ROOM}` }).click();
  await ada.getByRole('button', { name: '3 members, 2 here now' }).waitFor(); // The assistant is the third.
}

async function talk(ada, bob) {
  const field = bob.getByRole('textbox', { name: `Message ${ROOM}` });
  const typing = ada.getByText('Bob is typing');
  // It is shown for six seconds, which may be over before one has looked.
  do await field.press('x');
  while (!(await typing.waitFor({ timeout: 4_000 }).then(() => true, () => false)));
  await say(bob, ROOM, 'Hello **Ada** <img src=x onerror=alert(1)> [click](javascript:alert(1))');
  const hello = said(ada, 'Hello Ada');
  await hello.waitFor();
  expect((await hello.locator('img, a').count()) === 0, 'what was written became HTML');
  expect((await hello.locator('strong', { hasText: 'Ada' }).count()) === 1, 'no Markdown');
  await ada.evaluate(() => (location.hash = '#/'));
  await say(bob, ROOM, 'Are you there?');
  await ada.getByRole('button', { name: `${ROOM}, 1 unread` }).click();
  await ada.getByRole('separator').filter({ hasText: 'New' }).waitFor();
  await ada.locator('.room-item .badge').waitFor({ state: 'detached' });
}

async function change(ada, bob) {
  await say(ada, ROOM, 'I am heer');
  await said(bob, 'I am heer').waitFor();
  await ada.getByRole('textbox', { name: `Message ${ROOM}` }).press('ArrowUp');
  await ada.getByLabel('Edit message').fill('I am here');
  await ada.getByLabel('Edit message').press('Enter');
  await said(bob, 'I am here').getByText('edited').waitFor();
  await said(bob, 'I am here').hover();
  await said(bob, 'I am here').getByRole('button', { name: 'React', exact: true }).click();
  await bob.getByRole('button', { name: 'React with 👍' }).click();
  await said(ada, 'I am here').getByRole('button', { name: '👍, 1' }).click();
  await said(bob, 'I am here').getByRole('button', { name: '👍, 2' }).waitFor();
  await say(ada, ROOM, 'wrong room');
  await said(bob, 'wrong room').waitFor();
  await said(ada, 'wrong room').getByRole('button', { name: 'Delete' }).click({ force: true });
  await said(bob, 'This message was deleted').waitFor();
}

/** Carol's network lets no WebSocket through. */
async function squeezeThrough(ada) {
  const carol = await open(ada.context().browser(), address, problems, {}, noSockets);
  await signIn(carol, 'Carol');
  await carol.keyboard.press('Control+k');
  await carol.getByRole('button', { name: `${ROOM}` }).click();
  await said(carol, 'I am here').waitFor();
  await say(carol, ROOM, 'the long way round');
  await carol.locator('article.message:not(.pending)', { hasText: 'the long way round' }).waitFor();
  await say(ada, ROOM, 'and back');
  await said(ada, 'the long way round').waitFor();
  await said(carol, 'and back').waitFor();
  for (const text of ['the long way round', 'and back']) expect((await said(carol, text).count()) === 1, `${text}: doubled`);
  await carol.context().close();
}

async function askAgent(ada, bob) {
  const file = { name: 'green-tea.md', mimeType: 'text/markdown', buffer: Buffer.from(GUIDE) };
  await ada.locator('input[type=file]').setInputFiles(file);
  await ada.getByText('Ready: agents can draw on it').waitFor();
  await ada.locator('input[type=file]').setInputFiles({ name: 'tea.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2, 255, 254, 0]) });
  await ada.locator('.upload.failed').waitFor();
  await ada.locator('.upload.failed').getByRole('button', { name: /off this list/ }).click();

  await bob.evaluate(() => {
    globalThis.lengths = new Set();
    const look = () => globalThis.lengths.add(document.querySelector('article.answer .message-text')?.textContent.length ?? 0);
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await say(ada, ROOM, '@assistant how long is green tea steeped?');
  const answer = bob.locator('article.answer').first();
  await answer.getByRole('button', { name: /^Source 1/ }).click();
  const lengths = await bob.evaluate(() => [...globalThis.lengths]);
  expect(lengths.filter((length) => length > 0 && length < Math.max(...lengths)).length > 0, `the answer came at once: ${lengths}`);
  await bob.getByRole('complementary', { name: 'Source 1' }).locator('mark', { hasText: 'steeped' }).waitFor();
  await bob.getByText('turns bitter').first().waitFor();
  await bob.keyboard.press('Escape');
}

/** Answers are much slower now. */
async function stopAgent(ada, bob) {
  await say(bob, ROOM, '@assistant what happens to green tea that is steeped longer?');
  await ada.locator('article.answer').nth(1).getByRole('button', { name: 'Stop' }).click();
  await bob.locator('article.answer').nth(1).getByText('Stopped by Ada').waitFor();
}

async function survive(ada, bob) {
  await ask('kill');
  await ada.locator('.connection-bar').waitFor();
  await bob.locator('.connection-bar').waitFor();
  await say(ada, ROOM, 'written while nobody was there');
  await say(ada, ROOM, 'and a second one');
  await said(ada, 'written while nobody was there').getByText('Waiting to be sent').waitFor();
  await ask('start');
  await ada.getByRole('button', { name: 'Try now' }).click({ timeout: 2_000 }).catch(() => undefined); // Or it has come back by itself.
  for (const page of [ada, bob]) {
    await page.locator('.connection.open').waitFor();
    await page.locator('article.message:not(.pending)', { hasText: 'and a second one' }).waitFor();
  }
  await say(bob, ROOM, 'all there');
  await said(ada, 'all there').waitFor();
  const [left, right] = await Promise.all([ada, bob].map((page) => page.locator('article.message').evaluateAll((rows) => rows.map((row) => row.dataset.id))));
  expect(JSON.stringify(left) === JSON.stringify(right) && new Set(left).size === left.length, `not the same: ${left} and ${right}`);
  for (const text of ['written while nobody was there', 'and a second one', 'all there']) expect((await said(bob, text).count()) === 1, `${text}: lost or doubled`);
}

/** After a reload one is the same person, and older messages come when one looks for them. */
async function comeBack(ada) {
  await writeMuch(decodeURIComponent(new URL(ada.url()).hash.split('/').pop()));
  await said(ada, 'history 129').waitFor();
  await ada.reload();
  await said(ada, 'history 129').waitFor();
  const log = ada.getByRole('log');
  await said(ada, 'history 129').hover();
  while ((await ada.getByText('This is where the room begins').count()) === 0) {
    await log.evaluate((box) => (box.scrollTop = 0));
    await ada.waitForTimeout(50);
  }
  await said(ada, 'Are you there?').waitFor();
  expect((await ada.locator('article.message').count()) <= 240, 'too many rows');
}

/** Somebody else says a lot, without a browser. */
async function writeMuch(roomId) {
  const call = async (path, body, token) => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const response = await fetch(address + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.ok, `${path}: ${response.status}`);
    return response.json();
  };
  const { credentials } = await call('/v1/sessions', { displayName: 'Eve' });
  await call(`/v1/rooms/${roomId}:join`, {}, credentials.accessToken);
  for (let at = 0; at < 130; at++) await call(`/v1/rooms/${roomId}/messages`, { clientMessageId: `${at}`, parts: [{ text: { text: `history ${at}` } }] }, credentials.accessToken);
}

async function leave(ada) {
  await ada.getByRole('button', { name: 'Newest' }).click();
  await said(ada, 'history 129').waitFor();
  await ada.getByRole('button', { name: 'Sign out' }).click();
  await ada.getByLabel('Your name').waitFor();
  await ada.reload();
  await ada.getByLabel('Your name').waitFor();
}
