import { expect, test } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, type TestBot, TOPIC, until, world } from '../support/bot.ts';
import { untilReady } from '../support/readiness.ts';

const CUSTOMER = '79991112233';

const said = (around: World, chat: number, words: string) =>
  botMessages(around, chat).filter(({ text }) => text.includes(words));
const writes = (around: World, text: string) => around.smsc.write(CUSTOMER, { to: '79000000', text });

/** The group's topic shows incoming SMS, by an owner's word: the owners do not get them. */
async function inbox(): Promise<{ around: World; running: TestBot }> {
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  around.telegram.write(GROUP, { from: OLGA, text: '/inbox on', thread: TOPIC });
  await until(around, () => said(around, GROUP, 'показываются здесь')[0], 'the inbox');
  return { around, running };
}

test('an SMS that comes when the group of the inbox has removed the bot goes to the owners, who are told', async () => {
  const { around } = await inbox();
  around.telegram.kick(GROUP, NIKOLAI);
  const told = await until(around, () => said(around, OLGA, 'больше не показываются')[0], 'the suspension');
  expect(told.text).toContain('в группе «Alerts», тема «SMS»');
  await writes(around, 'Можно завтра?');
  await until(around, () => said(around, OLGA, 'Можно завтра?')[0], 'the SMS');

  around.telegram.add(GROUP, OLGA);
  await until(around, () => said(around, OLGA, 'снова показываются')[0], 'the end of the suspension');
  await writes(around, 'Есть кто?');
  const again = await until(around, () => said(around, GROUP, 'Есть кто?')[0], 'the next SMS');
  expect(again.thread).toBe(TOPIC);
  expect(said(around, OLGA, 'Есть кто?')).toEqual([]);
});

test('so does one by which the bot learns of it', async () => {
  const { around, running } = await inbox();
  around.telegram.fault({ fault: '500', method: 'getUpdates', times: 1_000_000 });
  around.telegram.kick(GROUP, NIKOLAI);
  await writes(around, 'Можно завтра?');
  await until(around, () => said(around, OLGA, 'Можно завтра?')[0], 'the SMS');
  await until(around, () => said(around, OLGA, 'больше не показываются')[0], 'the suspension');
  await writes(around, 'Есть кто?');
  await until(around, () => said(around, OLGA, 'Есть кто?')[0], 'the next SMS');
  expect(said(around, OLGA, 'больше не показываются')).toHaveLength(1);
  // The next one has it again, with all that waits.
  expect(said(around, OLGA, ': «Можно завтра?»')).toHaveLength(1);
  const unseen = () =>
    running.store.db
      .selectFrom('incoming')
      .select('id')
      .where('unseen_at', 'is not', null)
      .executeTakeFirst();
  await until(around, async () => (await unseen()) === undefined, 'all to be seen');
});

test('an answer appears below the card that it answers, where that was sent from, and with the owners', async () => {
  const around = await world();
  await bot(around);
  around.telegram.write(GROUP, {
    from: NIKOLAI,
    text: `/sms +${CUSTOMER} Ваш заказ 1042 готов`,
    thread: TOPIC,
  });
  const card = await until(around, () => said(around, GROUP, 'доставлено')[0], 'the delivery');
  await writes(around, 'Можно завтра?');
  const answer = await until(around, () => said(around, GROUP, 'Можно завтра?')[0], 'the answer');
  expect(answer).toMatchObject({ replyTo: card.id, thread: TOPIC });
  expect(answer.text).toMatch(
    /^✉️ \+7 999 111-22-33: «Можно завтра\?»\n↩ на «Ваш заказ 1042 готов» · Nikolai, \d\d:\d\d:\d\d\n/,
  );
  await until(around, () => said(around, OLGA, 'Можно завтра?')[0], "the owner's");
});

test('one that comes while the bot may not write in the group goes to the owners, who are told until it may again', async () => {
  const { around } = await inbox();
  around.telegram.silence(GROUP, true);
  await writes(around, 'Можно завтра?');
  const told = await until(around, () => said(around, OLGA, 'больше не показываются')[0], 'the suspension');
  expect(told.text).toContain('Боту нельзя там писать.');
  await until(around, () => said(around, OLGA, 'Можно завтра?')[0], 'the SMS');
  await writes(around, 'Есть кто?');
  await until(around, () => said(around, OLGA, 'Есть кто?')[0], 'the next SMS');

  around.telegram.silence(GROUP, false);
  await until(around, () => said(around, GROUP, 'Можно завтра?')[0], 'the SMS in the group');
  await until(around, () => said(around, OLGA, 'снова показываются')[0], 'the end of the suspension');
  await writes(around, 'Спасибо');
  await until(around, () => said(around, GROUP, 'Спасибо')[0], 'a later SMS');
  expect(said(around, OLGA, 'Спасибо')).toEqual([]);
});

test('an SMS in odd parts or an alphabet of its own shows once, whatever of it comes again, and what is lost is named', async () => {
  const around = await world();
  const running = await bot(around);
  /** Writes, and waits for the card: what was to be shown before is shown by then. */
  const comes = async (text: string, fault: object) => {
    around.smsc.fault({ fault: 'incoming', ...fault });
    await writes(around, text);
    return until(around, () => said(around, OLGA, `«${text}»`)[0], text);
  };

  await comes('Буду завтра', { as: 'sar', parts: 3, again: 'last-part', seconds: 0 });
  await comes('Grüße für dich', { coding: 'latin1-unannounced', again: 'whole', seconds: 0 });
  // Behind other words it would be another message, since it was acknowledged.
  await until(around, () => running.logged.find((line) => line.includes('had come before')), 'its repeat');
  around.smsc.fault({ fault: 'incoming', parts: 2, reference: 7, lost: 2 });
  await writes(around, 'AAA');
  await comes('BBB CCC', { parts: 2, reference: 7 });
  await comes('Привет', { coding: 'iso-8859-5' });

  // All of it waits for an answer: the last card has all that came.
  const last = botMessages(around, OLGA).findLast(({ text }) => text.startsWith('✉️'));
  expect(last?.text.match(/«.*»/g)).toEqual([
    '«Буду завтра»',
    '«Grüße für dich»',
    '«A…»',
    '«BBB CCC»',
    '«Привет»',
  ]);
  expect(last?.text).toContain('⚠️ Часть 2 не пришла.');
});
