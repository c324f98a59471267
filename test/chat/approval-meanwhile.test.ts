import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { approvalWork } from '../../src/chat/sending/approval-job.ts';
import { breakCampaign } from '../../src/store/campaigns/breaker.ts';
import { holdForTerms } from '../../src/store/orders/decisions.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { OUTCOME } from '../../src/store/tables/coded.ts';
import { become } from '../support/become.ts';
import { type ChatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS, type Shown } from '../support/chat.ts';
import { claimNext } from '../support/claim.ts';
import { doJobs } from '../support/jobs.ts';
import { statesOf } from '../support/states.ts';
import { fileOf, sendFile } from '../support/tables.ts';
import { ANN, askedFor, chatOfThree, forged } from '../support/team.ts';

const BEGAN = new Date('2026-11-23T11:00:00Z');
const HOUR_MS = 3_600_000;

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: BEGAN });
  // The group's language is Russian.
  chat = await chatOfThree({ approve: { ...SETTINGS.approve, above: 2 } });
});
afterEach(() => {
  vi.useRealTimers();
});

const states = () => statesOf(chat.store.db);
const EACH = (state: string, n = 3) => Array(n).fill(state);

const asked = (from = NIKOLAI, how: Parameters<typeof askedFor>[2] = {}) => askedFor(chat, from, how);

test('who may not send any more approves nothing, though the button is there yet', async () => {
  const { told } = await asked();
  const anns = told.find(({ card: { chat_id } }) => chat_id === ANN.id) as Shown;
  await chat.let(ANN, 'viewer');
  expect((await forged(chat, ANN, anns, 'approve')).toast?.text).toBe('That takes the role operator.');
  expect(await states()).toEqual(EACH('waiting'));
});

test.each([
  ['typed it', NIKOLAI],
  ['pressed [Send]', ANN],
])('what is approved when who %s may not send any more does not go, and says why', async (_, gone) => {
  await chat.say(OLGA, '/lang en', { chat: GROUP });
  const { card } = await asked(NIKOLAI, { at: GROUP, presser: ANN });
  await chat.let(gone, 'viewer');
  expect((await chat.press(OLGA, card, 'Approve')).toast).toBe(
    'Who asked for it may not send any more: it was cancelled.',
  );
  expect(await states()).toEqual(EACH('cancelled'));
  expect((await chat.look(card)).text).toContain(
    '✖ not sent: who had asked for it may not send any more (Olga',
  );
});

test('nobody approves what waited for a day: it is cancelled then, by whoever runs the bot by that time', async () => {
  const { card, told } = await asked();
  vi.setSystemTime(BEGAN.getTime() + 24 * HOUR_MS - 60_000);
  await doJobs(chat.store, [approvalWork(SETTINGS)]);
  expect(await states()).toEqual(EACH('waiting'));

  vi.setSystemTime(BEGAN.getTime() + 24 * HOUR_MS);
  const mine = told[0] as Shown;
  expect((await forged(chat, OLGA, mine, 'approve')).toast?.text).toBe('Уже сделано.');
  await doJobs(chat.store, [approvalWork(SETTINGS)]);
  expect(await states()).toEqual(EACH('cancelled'));
  expect((await chat.look(card)).text).toContain('✖ nobody had approved it by 14:00:00');
  expect((await chat.look(mine)).text).toContain('✖ до 14:00:00 никто не подтвердил');
  expect(only(await chat.say(OLGA, '/audit')).text).toContain('никто не подтвердил вовремя');
});

test('what is cancelled while it waits asks nobody any more', async () => {
  const { card, told } = await asked();
  await chat.press(NIKOLAI, card, 'Cancel');
  expect((await chat.look(told[0] as Shown)).text).toContain('🚫 отменено до чьего-либо решения');
  expect((await forged(chat, OLGA, told[0] as Shown, 'approve')).toast?.text).toBe('Уже сделано.');
  expect(await states()).toEqual(EACH('cancelled'));
});

test('those who are asked see who has come on the stop list meanwhile, as its own card says', async () => {
  const { card, told } = await asked();
  await chat.say(OLGA, '/stoplist add +79991234572');
  const line = '⛔ 1 on the stop list gets nothing: +7 999 123-45-72';
  expect((await chat.look(card)).text).toContain(line);
  const ann = told.find((one) => one.card.chat_id === ANN.id);
  if (!ann) throw new Error('Ann was not told');
  expect((await chat.look(ann)).text).toContain(line);
  await chat.press(ANN, ann, 'Approve');
  expect((await chat.look(ann)).text).toContain(line);
  expect((await states()).toSorted()).toEqual(['cancelled', 'queued', 'queued']);
});

test('what waited for a day but for a minute goes when it is approved: its age counts from then', async () => {
  const { told } = await asked();
  vi.setSystemTime(BEGAN.getTime() + 24 * HOUR_MS - 60_000);
  const mine = told.find(({ card: { chat_id } }) => chat_id === OLGA.id) as Shown;
  await chat.press(OLGA, mine, 'Подтвердить');
  const rows = await chat.store.db.selectFrom('messages').select('fresh_at').execute();
  expect(rows.map(({ fresh_at }) => fresh_at)).toEqual(EACH(String(Date.now())).map(Number));
});

test('a table that is read otherwise is asked about anew, and who was told of the old one sees that it is over', async () => {
  const table = 'A;B\n+79991234571;+79991234574\n+79991234572;+79991234575\n+79991234573;+79991234576';
  const card = only(await sendFile(chat, NIKOLAI, '/bulk hi', fileOf('a.csv', table)));
  const first = await chat.press(NIKOLAI, card, 'Send 3');
  const [old] = first.cards;
  await chat.press(NIKOLAI, card, 'Another column');
  const other = await chat.look(card);
  expect(other.buttons).toContain('Send 3');
  expect((await chat.look(old as Shown)).buttons).toEqual([]);
  const second = await chat.press(NIKOLAI, other, 'Send 3');
  expect(second.cards).toHaveLength(2);
  expect((await forged(chat, OLGA, old as Shown, 'approve')).toast?.text).toBe('Уже сделано.');
  expect(await states()).toEqual([...EACH('cancelled'), ...EACH('waiting')]);
});

test.each([
  ['more parts than were approved', 2, 'waiting'],
  ['as many', 1, 'queued'],
])('what was approved and can by then go only in %s is %s', async (_, offered, state) => {
  const { card, told } = await asked();
  const mine = told.find(({ card: { chat_id } }) => chat_id === OLGA.id) as Shown;
  await chat.press(OLGA, mine, 'Подтвердить');
  const order = await orderOfCard(chat.store.db, card.card.id);
  const offer = { alphabet: 'ucs2', parts: offered } as const;
  await chat.store.write((tx) => holdForTerms(tx, new Map([[order?.id ?? '', offer]]), Date.now()));
  const { cards } = await chat.press(NIKOLAI, card, 'Send 3');
  expect(await states()).toEqual(EACH(state));
  expect(cards).toHaveLength(state === 'waiting' ? 2 : 0);
  if (state === 'queued') return;
  await chat.press(OLGA, cards.find(({ card: { chat_id } }) => chat_id === OLGA.id) as Shown, 'Подтвердить');
  expect(await states()).toEqual(EACH('queued'));
});

test('by [Again] it is asked anew; by [Resume] what was approved of the campaign holds for its second tries', async () => {
  const many = Array.from({ length: 60 }, (_, n) => `+7999${1_234_000 + n}`).join(', ');
  const { card, told } = await asked(NIKOLAI, { line: `/sms ${many} sale` });
  await chat.press(OLGA, told.find((one) => one.card.chat_id === OLGA.id) as Shown, 'Подтвердить');
  const { id } = card.card;
  await chat.store.write((tx) => claimNext(tx, 'demo', 50, Date.now()));
  await chat.store.db.updateTable('attempts').set({ outcome: OUTCOME.of.accepted, open: null }).execute();
  const positions = Array.from({ length: 50 }, (_, n) => n);
  const failed = { state: 'rejected', error: 254, ended_at: Date.now(), ready_at: null } as const;
  await become(chat.store.db, failed, { card: id, positions });
  await chat.store.write(async (tx) =>
    breakCampaign(tx, (await orderOfCard(tx.db, id))?.id ?? '', Date.now()),
  );
  const again = only((await chat.press(NIKOLAI, card, 'Resume')).cards);
  expect(again.text).toContain('✔ approved by Olga, 14:00:00');
  expect((await orderOfCard(chat.store.db, again.card.id))?.waiting_for).toBeNull();

  await become(chat.store.db, { ...failed, error: 6 }, { card: id });
  await become(chat.store.db, { ...failed, error: 6 }, { card: again.card.id });
  const third = only((await chat.press(NIKOLAI, again, 'Again to the 50 failed')).cards);
  const { cards } = await chat.press(NIKOLAI, third, 'Send 50');
  expect(cards).toHaveLength(2);
  expect((await orderOfCard(chat.store.db, third.card.id))?.waiting_for).toBe('approval');
});
