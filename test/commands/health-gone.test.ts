import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportBinds } from '../../src/store/attempts/binds.ts';
import { type Message, messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { setRole } from '../../src/store/people/people.ts';
import { OUTCOME } from '../../src/store/tables/coded.ts';
import { become } from '../support/become.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';
import { claimOne } from '../support/claim.ts';

let chat: ChatForTest;

beforeEach(async () => {
  chat = await chatForTest();
  const viewer = { id: NIKOLAI.id, name: 'Nikolai', role: 'viewer' as const, by: OLGA.id, now: 1 };
  await chat.store.write((tx) => setRole(tx, viewer));
});
afterEach(() => chat.store.close());

/** An SMS that waits for a login which is not in the settings. */
async function waits(text: string): Promise<Shown> {
  const [card] = await chat.say(OLGA, `/sms +79991234567 ${text}`);
  if (!card) throw new Error('no card came');
  await become(chat.store.db, { account: 'old' }, { card: card.card.id });
  return card;
}

async function health(person = OLGA): Promise<Shown> {
  const [card] = await chat.say(person, '/health');
  if (!card) throw new Error('no card came');
  return card;
}

const ATTEMPT = { part: 1, host: 'h:1', bind: 'old/1', source: 'SHOP' };

async function messageOf(card: Shown): Promise<Message> {
  const [message] = await messagesOfCard(chat.store.db, card.card.id, 1);
  if (!message) throw new Error('no message');
  return message;
}

test('/health names a login that is gone and what waits for it, to be moved or cancelled', async () => {
  const card = await waits('one');
  await waits('two');
  const shown = await health();
  expect(shown.text).toContain('⚠️ Логина old больше нет в настройках, но за ним ждут 2 сообщения\n');
  expect(shown.buttons).toEqual(['old: отправить с другого', 'old: отменить', 'Обновить']);
  expect((await health(NIKOLAI)).text).toContain(
    '⚠️ The login old is not in the settings any more: 2 messages wait for it\n',
  );

  const before = await messageOf(card);
  const { toast } = await chat.press(OLGA, shown, 'old: отправить с другого');

  expect(toast).toBe('2 сообщения уйдут с другого логина');
  const after = await messageOf(card);
  expect(after).toMatchObject({ account: 'demo', state: 'queued' });
  expect(after.guard_key).toBe(before.guard_key);
  expect((await health()).text).not.toContain('old');
});

test('cancelled, what may have been taken in part is not said to be unsent', async () => {
  const [card, begun] = [await waits('one'), await waits('two')];
  const message = await messageOf(begun);
  await chat.store.write(async (tx) => {
    await claimOne(tx, message, [ATTEMPT], 2, 1);
    await tx.db.updateTable('attempts').set({ outcome: OUTCOME.of.accepted, open: null }).execute();
    await become(tx.db, { state: 'queued', ready_at: 1 }, { card: begun.card.id });
  });

  const { toast } = await chat.press(OLGA, await health(), 'old: отменить');

  expect(toast).toBe('Отменено 2 сообщения');
  expect(await messageOf(card)).toMatchObject({ state: 'cancelled', ready_at: null });
  expect(await messageOf(begun)).toMatchObject({ state: 'left', ready_at: null });
});

test('what had no answer from it is asked about on its card', async () => {
  const card = await waits('one');
  const message = await messageOf(card);
  await chat.store.write((tx) => claimOne(tx, message, [ATTEMPT], 1, Date.now()));
  const shown = await health();
  expect(shown.text).toContain('за ним ждёт 1 сообщение');

  const { toast } = await chat.press(OLGA, shown, 'old: отправить с другого');

  expect(toast).toBe('О сомнительных спрошу на их карточках');
  expect(await messageOf(card)).toMatchObject({ state: 'in_doubt', doubt_until: null });
});

test('a login that another instance still holds is not gone, and a viewer decides nothing', async () => {
  const card = await waits('one');
  const shown = await health(NIKOLAI);
  await chat.press(NIKOLAI, shown, 'old: cancel');
  expect(await messageOf(card)).toMatchObject({ account: 'old', state: 'queued' });

  const report = {
    mode: 'transceiver' as const,
    status: 'bound' as const,
    host: 'h:1',
    since: 1,
    boundAt: 1,
    lastError: null,
    lastErrorAt: null,
    retryAt: null,
    inFlight: 0,
    window: 10,
    rate: 10,
    lastReceiptAt: null,
    submitsPerMinute: 0,
    receiptsPerMinute: 0,
  };
  await chat.store.write((tx) => reportBinds(tx, 'old', [{ id: 'old/1', report }], Date.now()));
  expect((await health()).text).not.toContain('настройках');
});
