import { expect, test } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, until, world } from '../support/bot.ts';
import { drivenClock } from '../support/driven-clock.ts';
import { soon } from '../support/soon.ts';

const NUMBER = '79991234567';
const OFFLINE = '79991234506';

const texts = (around: World, chat: number) => botMessages(around, chat).map(({ text }) => text);
const last = (around: World, chat: number) => texts(around, chat).at(-1) ?? '';
const refused = (around: World) => around.telegram.calls().filter(({ status }) => status === 400).length;

test('a group takes the right to write while a message fails, and gives it back: the failure is shown at once', async () => {
  const clock = drivenClock();
  const around = await world();
  await bot(around);
  around.smsc.fault({ fault: 'hold-receipts', seconds: 3600 });
  around.telegram.write(GROUP, { from: OLGA, text: `/sms +${OFFLINE} Привет` });
  await soon(around, clock, () => last(around, GROUP).includes('передано'));

  around.telegram.silence(GROUP, true);
  around.smsc.fault({ fault: 'none' });
  around.telegram.write(GROUP, { from: NIKOLAI, text: `/hlr +${NUMBER}` });
  await soon(around, clock, () => refused(around) >= 2, 'the edit and the new card to be refused');
  await clock.pass(10);
  const tries = refused(around);
  // Tried again ever more seldom: a try every second would be 600 each.
  expect(tries).toBeLessThan(40);
  expect(last(around, GROUP)).toContain('передано');

  around.telegram.silence(GROUP, false);
  await soon(around, clock, () => texts(around, GROUP)[0]?.includes('❌'), 'the failure');
  await soon(around, clock, () => last(around, GROUP).includes('HLR'), 'the look-up');
  expect(texts(around, GROUP)).toHaveLength(2);
}, 40_000);

test.each([
  ['message to edit not found', false],
  ["message can't be edited", true],
  ['MESSAGE_EDIT_TIME_EXPIRED', true],
] as const)(
  'progress that is refused by “%s” costs no failure: it is posted anew',
  async (description, isThere) => {
    const clock = drivenClock();
    const around = await world();
    const running = await bot(around);
    around.smsc.fault({ fault: 'hold-receipts', seconds: 3600 });
    for (const first of [OFFLINE, NUMBER]) {
      around.telegram.write(NIKOLAI, {
        from: NIKOLAI,
        text: `/sms +${first}, +79997654360 -- Sale ${first}`,
      });
    }
    await soon(around, clock, () => texts(around, NIKOLAI).length === 2, 'both previews');
    around.telegram.fault({ fault: 'refuse', description, method: 'editMessageText', times: 1_000 });
    for (const { id } of botMessages(around, NIKOLAI)) {
      await around.telegram.press(NIKOLAI, id, { from: NIKOLAI, button: 'Send 2' });
    }
    const gone = () => running.metric('telegram_card_calls_total{outcome="gone"}');
    await soon(around, clock, async () => (await gone()) === 2, 'both edits to be refused');
    await clock.pass(1);
    expect(texts(around, NIKOLAI)).toHaveLength(2);

    around.smsc.fault({ fault: 'none' });
    const anew = () => texts(around, NIKOLAI).slice(2);
    await soon(around, clock, () => anew().some((text) => text.includes('failed 1')));
    // The preview of what was delivered still offers [Send 2] where it stands: that is said, too.
    if (isThere) await soon(around, clock, () => anew().some((text) => text.includes('✅ delivered 2')));
    await clock.pass(1);
    expect(anew()).toHaveLength(isThere ? 2 : 1);
  },
  40_000,
);

test('when a group becomes a supergroup a preview and a question go along, what is finished does not', async () => {
  const clock = drivenClock();
  const OLD = -500;
  const chats = [
    { id: OLGA, type: 'private' as const, person: OLGA },
    { id: OLD, type: 'group' as const, title: 'Shop', members: [OLGA, NIKOLAI] },
  ];
  const around = await world({ telegram: { chats } });
  await bot(around);
  const write = (text: string) => around.telegram.write(OLD, { from: OLGA, text });
  const shown = (chat: number) => around.telegram.messages(chat).filter(({ from }) => from === 1);
  write(`/sms +${NUMBER} Готово`);
  await soon(around, clock, () => shown(OLD)[0]?.text.includes('✅'));
  write(`/sms +${NUMBER}, +79997654360\nРаспродажа`);
  write('/sms');
  await soon(around, clock, () => shown(OLD).length === 3);

  const now = around.telegram.migrate(OLD);
  await soon(around, clock, () => shown(now).length === 2);
  const preview = shown(now).find(({ text }) => text.includes('Распродажа'));
  await around.telegram.press(now, preview?.id ?? 0, { from: OLGA, button: 'Отправить 2' });
  await soon(around, clock, () => shown(now).some(({ text }) => text.includes('✅ доставлено 2')));
  await clock.pass(1);
  expect(shown(now)).toHaveLength(2);
  expect(around.smsc.phone('79997654360')).toHaveLength(1);
}, 40_000);

test.each([
  [OLGA, 'Telegram не принимает эту карточку: «Bad Request: reply markup is too long»', 'покажет /status'],
  [NIKOLAI, 'Telegram does not take this card: “Bad Request: reply markup is too long”', 'with /status'],
])('a card that Telegram refuses for what stands in it gives way to a notice', async (person, said, how) => {
  const around = await world();
  await bot(around);
  const description = 'reply markup is too long';
  around.telegram.fault({ fault: 'refuse', description, method: 'sendMessage' });
  around.telegram.write(person, { from: person, text: `/sms +${NUMBER}, +79997654360\nSale` });
  const notice = await until(around, () => botMessages(around, person)[0]);
  expect(notice.text).toContain(said);
  expect(notice.text).toContain(how);
  expect(notice.buttons).toEqual([]);
});

test('a card that is refused in words that nobody knows is tried some times before it gives way to a notice', async () => {
  const clock = drivenClock();
  const around = await world();
  const running = await bot(around);
  const refuse = (times: number) =>
    around.telegram.fault({ fault: 'refuse', description: 'the moon is full', method: 'sendMessage', times });
  refuse(2);
  around.telegram.write(OLGA, { from: OLGA, text: `/sms +${NUMBER}, +79997654360\nРаспродажа` });
  await soon(around, clock, () => last(around, OLGA).includes('Распродажа'));
  refuse(3);
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER}, +79997654360\nSale` });
  await soon(around, clock, () => last(around, NIKOLAI).includes('“Bad Request: the moon is full”'));
  expect(running.logged.filter((line) => line.includes('the moon is full'))).toHaveLength(2);
});
