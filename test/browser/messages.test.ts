import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { openPage } from '../support/browser.ts';
import { botCall, testWorld } from '../support/demo-world.ts';
import { png } from '../support/pictures.ts';

const NIKOLAI = 102;
const NOON_UTC = Date.UTC(2026, 10, 23, 12, 0, 0) / 1000;

/** What the bot sends to Nikolai, who reads English. */
const send = (world: World, text: string, fields: object = {}) =>
  botCall(world, 'sendMessage', { chat_id: NIKOLAI, text, parse_mode: 'HTML', ...fields });

const open = (world: World, options = {}) => openPage(`${world.url}/#${NIKOLAI}`, options);

async function upload(world: World, method: string, field: string, file: File) {
  const form = new FormData();
  form.set('chat_id', String(NIKOLAI));
  form.set(field, file);
  return botCall(world, method, form);
}

/** What these tests ask of elements in the page, whose types are not known here. */
interface Shown {
  computedStyleMap(): { get(property: string): { toString(): string } };
  decode(): Promise<void>;
  naturalWidth: number;
}

const background = (page: Page, label: string) =>
  page
    .getByRole('button', { name: label })
    .evaluate((button) => (button as Shown).computedStyleMap().get('background-color').toString());

test('buttons have the colours of their styles, and one that copies does so and says it', async () => {
  const world = await testWorld();
  const plain = { text: 'Later', callback_data: 'later:1' };
  const styled = ['danger', 'success', 'primary'].map((style) => ({ ...plain, text: style, style }));
  const copying = { text: 'Number', copy_text: { text: '+79991234567' } };
  await send(world, 'card', { reply_markup: { inline_keyboard: [[plain, ...styled], [copying]] } });
  const page = await open(world, { permissions: ['clipboard-read', 'clipboard-write'] });
  const labels = ['Later', 'danger', 'success', 'primary'];
  const colours = await Promise.all(labels.map((label) => background(page, label)));
  expect(new Set(colours).size).toBe(4);

  await page.getByRole('button', { name: 'Number' }).click();
  await page.getByText('Copied: +79991234567').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('+79991234567');
});

test('a date is shown in the zone of its reader, whole or in parts', async () => {
  const world = await testWorld();
  const time = (format: string) => `<tg-time unix="${NOON_UTC}" format="${format}">noon</tg-time>`;
  await send(world, `${time('wDT')} | ${time('t')} | ${time('d')} | ${time('')}`);
  const page = await open(world, { timezoneId: 'Asia/Vladivostok' });
  const dates = page.locator('.text time');
  await dates.last().waitFor();
  const shown = await dates.allTextContents();
  expect(shown[0]).toMatch(/Monday.*November 23, 2026.*22:00:00/);
  expect(shown.slice(1)).toEqual(['22:00', '11/23/26', 'noon']);
});

test('a relative date counts down by itself', async () => {
  const world = await testWorld();
  await send(world, `goes <tg-time unix="${NOON_UTC}" format="r">soon</tg-time>`);
  const page = await openPage('about:blank');
  await page.clock.install({ time: (NOON_UTC - 61) * 1000 });
  await page.clock.pauseAt((NOON_UTC - 60) * 1000);
  await page.goto(`${world.url}/#${NIKOLAI}`);
  const date = page.locator('.text time');
  await date.waitFor();
  const shown = [await date.textContent()];
  for (const ms of [1_000, 57_000, 2_000, 5_000]) {
    await page.clock.runFor(ms);
    shown.push(await date.textContent());
  }
  expect(shown).toEqual(['in 1 minute', 'in 59 seconds', 'in 2 seconds', 'now', '5 seconds ago']);
});

test('a long expandable quote opens when tapped and stays open when its message changes', async () => {
  const world = await testWorld();
  const lines = Array.from({ length: 12 }, (_, index) => `line ${index}`).join('\n');
  const text = `<blockquote expandable>${lines}</blockquote><blockquote expandable>short</blockquote>`;
  const { message_id } = await send(world, text);
  const page = await open(world);
  const quote = page.locator('blockquote').first();
  const height = async () => (await quote.boundingBox())?.height ?? 0;
  const more = page.getByRole('button', { name: 'Show all of the quote' });
  await expect.poll(() => more.count()).toBe(1);
  const collapsed = await height();
  await more.click();
  const opened = await height();
  expect(opened).toBeGreaterThan(collapsed * 2);
  const edit = { chat_id: NIKOLAI, message_id, text: `${text} done`, parse_mode: 'HTML' };
  await botCall(world, 'editMessageText', edit);
  await page.getByText('done').waitFor();
  expect(await height()).toBe(opened);
  await page.getByRole('button', { name: 'Show less of the quote' }).click();
  expect(await height()).toBe(collapsed);
});

test('a picture is seen, and turns into a file that can be saved', async () => {
  const world = await testWorld();
  const picture = new File([new Uint8Array(png(30, 20))], 'chart');
  const { message_id } = await upload(world, 'sendPhoto', 'photo', picture);
  const page = await open(world);
  const image = page.locator('.picture img');
  await image.evaluate((element) => (element as Shown).decode());
  expect(await image.evaluate((element) => (element as Shown).naturalWidth)).toBe(30);

  const document = await upload(world, 'sendDocument', 'document', new File(['a;b\n'], 'list.csv'));
  const media = { type: 'document', media: document.document.file_id, caption: 'The list' };
  await botCall(world, 'editMessageMedia', { chat_id: NIKOLAI, message_id, media });
  const message = page.locator(`[data-message-id="${message_id}"]`);
  await message.getByText('The list').waitFor();
  const saving = page.waitForEvent('download');
  await message.getByText('list.csv').click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('list.csv');
  expect(await readFile(await saved.path(), 'utf8')).toBe('a;b\n');
});

test('a chat that is not started has Start in place of the line to write in, until it is pressed', async () => {
  const world = await testWorld();
  const page = await openPage(`${world.url}/#109`);
  const start = page.getByRole('button', { name: 'Start', exact: true });
  const line = page.getByRole('combobox', { name: 'Message' });
  await start.waitFor();
  expect(await line.isVisible()).toBe(false);
  await start.click();
  await page.locator('.text').getByText('/start').waitFor();
  await page.keyboard.type('hello');
  expect([await start.isVisible(), await line.inputValue()]).toEqual([false, 'hello']);
  await page.reload();
  await line.waitFor();
  expect(await start.isVisible()).toBe(false);
});

test('the fault bench makes the server an older one, and a chat hang, until all is cleared', async () => {
  const world = await testWorld();
  const page = await open(world);
  await page.getByRole('button', { name: 'Faults & wire' }).click();
  await page.locator('select[name="fields"]').selectOption('copy_text');
  await page.getByRole('button', { name: 'Older server' }).click();
  await page.getByText('Telegram: refuse-fields is on').waitFor();
  const reply_markup = { inline_keyboard: [[{ text: 'Number', copy_text: { text: '1' } }]] };
  expect(await send(world, 'refused', { reply_markup })).toBeUndefined();

  await page.getByRole('spinbutton', { name: 'chat' }).fill(String(NIKOLAI));
  await page.getByRole('button', { name: 'One chat hangs' }).click();
  await page.getByText('Telegram: hang is on').waitFor();
  const hanging = send(world, 'held');
  await page.locator('.text').getByText('held').waitFor();
  await page.getByRole('button', { name: 'Clear all' }).last().click();
  expect(await hanging).toMatchObject({ text: 'held' });
  expect(await send(world, 'taken', { reply_markup })).toMatchObject({ text: 'taken' });
});

test('what one person alone sees in a group is shown while the page is theirs, and says so', async () => {
  const world = await testWorld();
  await botCall(world, 'sendMessage', {
    chat_id: -1001,
    text: 'a hint for you',
    ephemeral_message_parameters: { receiver_user_id: NIKOLAI },
  });
  await botCall(world, 'sendMessage', { chat_id: -1001, text: 'a card for all' });
  const page = await openPage(`${world.url}/#-1001`, {});
  await page.getByText('a card for all').first().waitFor();
  expect(await page.getByText('a hint for you').count()).toBe(0);
  await page.getByRole('group', { name: 'You write as' }).getByText('Nikolai').click();
  await page.getByText('a hint for you').waitFor();
  await page.getByText('Only you see this').waitFor();
});
