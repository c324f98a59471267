import { expect, test } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { bot, botMessages, folder, OLGA, type TestBot, until, world } from '../support/bot.ts';

/*
 * What a card has told stays so: the settings change between two starts of the bot, what was agreed on does not.
 */
const NUMBER = '79991234567';

const lastCard = (around: World) => botMessages(around, OLGA).at(-1);
const labels = (around: World) =>
  lastCard(around)
    ?.buttons.flat()
    .map(({ text }) => text) ?? [];

async function press(around: World, label: string): Promise<string | null> {
  const card = lastCard(around);
  const button = card?.buttons.flat().find(({ text }) => text === label)?.data;
  if (!card || !button) throw new Error(`no [${label}] on ${card?.text}`);
  return (await around.telegram.press(OLGA, card.id, { from: OLGA, button })).answer;
}

/** A preview that waits when the bot stops. */
async function previewed(around: World, path: string, line: string, settings: object): Promise<void> {
  const first = await bot(around, { LANGUAGE: 'en', ...settings }, path);
  around.telegram.write(OLGA, { from: OLGA, text: '/lang en' });
  await until(around, () => /language/i.test(lastCard(around)?.text ?? ''), 'the language');
  around.telegram.write(OLGA, { from: OLGA, text: line });
  await until(around, () => labels(around).some((label) => label.startsWith('Send')), 'the preview');
  await first.stop();
}

/** Has the bot show the last card anew, as any change of it would. */
async function shownAnew({ store }: TestBot): Promise<void> {
  await store.write((tx) =>
    tx.db
      .updateTable('cards')
      .set((eb) => ({ shown: null, revision: eb('revision', '+', 1), due_at: 0 }))
      .execute(),
  );
  await expect
    .poll(() => store.db.selectFrom('cards').select('id').where('due_at', 'is not', null).execute(), {
      timeout: 15_000,
    })
    .toEqual([]);
}

test('a preview under one SENDER says so, and goes from it, under another', async () => {
  const around = await world();
  const path = folder();
  await previewed(around, path, `/sms +${NUMBER}, +79991112233 Your order is ready`, { SENDER: 'BEFORE' });

  const second = await bot(around, { SENDER: 'AFTER' }, path);
  await shownAnew(second);
  expect(lastCard(around)?.text).toContain('1 part, GSM-7 · from BEFORE');
  await press(around, 'Send 2');
  await until(around, () => /delivered 2/.test(lastCard(around)?.text ?? ''), 'the delivery');

  expect(lastCard(around)?.text).toContain('from BEFORE');
  expect(around.smsc.submits().map(({ source }) => source)).toEqual(['BEFORE', 'BEFORE']);
});

test('what an ISO connection cannot send as agreed is asked about, and goes as the card says then', async () => {
  const around = await world();
  const path = folder();
  const text = 'Your order 1042 is ready. '.repeat(6).trim();
  await previewed(around, path, `/sms +${NUMBER}, +79991112233 ${text}`, {});

  const second = await bot(around, { SMPP_SYSTEM_TYPE: 'ISO' }, path);
  await shownAnew(second);
  expect(lastCard(around)?.text).toContain('1 part, GSM-7 · from SHOP');
  await press(around, 'Send 2');
  await until(around, () => /can only go as/.test(lastCard(around)?.text ?? ''), 'the question');

  expect(lastCard(around)?.text).toContain('Agreed: 1 part, GSM-7; it can only go as 2 parts, Latin-1.');
  expect(labels(around)).toEqual(['Send 2', 'Cancel']);
  expect(around.smsc.submits()).toEqual([]);

  await press(around, 'Send 2');
  await until(around, () => /delivered 2/.test(lastCard(around)?.text ?? ''), 'the delivery');
  expect(lastCard(around)?.text).toContain('2 parts, Latin-1 · from SHOP');
  expect(around.smsc.phone(NUMBER)).toMatchObject([{ text }]);
});

test('of a text that one dash makes dearer, [As 1 part] sends the one that the card shows', async () => {
  const around = await world();
  const text = `${'Your order 1042 is ready. '.repeat(4)}— Thank you!`;
  await bot(around, { LANGUAGE: 'en' });
  around.telegram.write(OLGA, { from: OLGA, text: '/lang en' });
  await until(around, () => /language/i.test(lastCard(around)?.text ?? ''), 'the language');
  around.telegram.write(OLGA, { from: OLGA, text: `/sms +${NUMBER} ${text}` });
  await until(around, () => labels(around).includes('As 1 part'), 'the question');
  expect(labels(around)).toEqual(['Send', 'As 1 part', 'Later…', 'Cancel', 'From…', 'Always so here']);
  expect(lastCard(around)?.text).toContain(`“${text.replace('—', '-')}”`);
  expect(around.smsc.submits()).toEqual([]);

  await press(around, 'As 1 part');
  await until(around, () => /delivered/.test(lastCard(around)?.text ?? ''), 'the delivery');

  expect(lastCard(around)?.text).toContain('1 part, GSM-7');
  expect(around.smsc.submits()).toMatchObject([{ dataCoding: 0, text: text.replace('—', '-') }]);
  expect(around.smsc.phone(NUMBER)).toMatchObject([{ text: text.replace('—', '-'), parts: 1 }]);
});
