import { expect, test, vi } from 'vitest';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, until, world } from '../support/bot.ts';
import { untilReady } from '../support/readiness.ts';
import { settableClock } from '../support/settable-clock.ts';

/** A number of the shop, to which customers write. */
const SHOP = '79000000';
const customer = (n: number) => String(79_991_110_033 + n * 100);
/** In Kazakhstan all clocks are two hours ahead of Moscow's; those of Russia are up to one behind, and nine ahead. */
const KAZAKH = '77012345678';
const RUSSIANS = ['79161234567', '79261234567'];
const inMoscow = (time: string) => Date.parse(`${time}+03:00`);

test('a day at the desk: sixty answers wait in the morning, and a campaign goes on the next', async () => {
  settableClock(inMoscow('2026-11-30T02:58:00'));
  const around = await world();
  const { telegram, smsc } = around;
  const running = await bot(around, { TIME_ZONE: 'Europe/Moscow', APPROVE_ABOVE: '2' });
  await untilReady(around, running);
  const says = (from: number, text: string, more: { replyTo?: number } = {}, chat = GROUP) =>
    telegram.write(chat, { from, text, ...more });
  const card = (words: string, chat = GROUP) =>
    until(around, () => botMessages(around, chat).findLast(({ text }) => text.includes(words)), words);
  const cardWith = (words: string, button: string) =>
    until(
      around,
      () =>
        botMessages(around, GROUP).findLast(
          ({ text, buttons }) => text.includes(words) && buttons.flat().some((one) => one.text === button),
        ),
      `${words} with [${button}]`,
    );
  const press = (from: number, { id }: { id: number }, button: string, chat = GROUP) =>
    telegram.press(chat, id, { from, button });
  const writes = (n: number, text: string) => smsc.write(customer(n), { to: SHOP, text });
  const textsOf = (number: string) => smsc.phone(number).map(({ text }) => text);

  // In the night the team sleeps, and sixty people answer. Nobody is silent for so long by a clock that is set.
  for (const line of [
    '/inbox on',
    '/settings hours mon-fri 9-18',
    '/settings return never',
    '/settings quiet 22-9',
  ])
    says(OLGA, line);
  await card('Тихие часы');
  says(OLGA, '/settings quiet 22-9', {}, OLGA);
  for (let n = 1; n <= 60; n++) await writes(n, `Вопрос ${n}`);
  await until(around, async () => {
    const { n } = await running.store.db
      .selectFrom('incoming')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n) === 60;
  });
  expect(botMessages(around, GROUP).filter(({ text }) => text.includes('Вопрос'))).toEqual([]);

  // At nine there is one card for all of them, and two people share them out.
  vi.setSystemTime(inMoscow('2026-11-30T08:59:59.950'));
  const queue = await cardWith('📥 ждут ответа 60 человек', 'Беру 1');
  expect(queue.text).toContain('«Вопрос 1»');
  await press(NIKOLAI, queue, 'Беру 1');
  const first = await card('✉️ +7 999 111-01-33: «Вопрос 1»');
  await press(OLGA, queue, 'Дальше ›');
  await press(OLGA, await cardWith('«Вопрос 9»', 'Беру 9'), 'Беру 9');
  const ninth = await card('✉️ +7 999 111-09-33: «Вопрос 9»');
  says(NIKOLAI, 'Да, ждём вас', { replyTo: first.id });
  // Who wrote in the night may be where it is not nine yet.
  await card('🌙 там тихие часы: уйдёт 30 нояб. 10:00');
  expect(textsOf(customer(1))).toEqual([]);
  vi.setSystemTime(inMoscow('2026-11-30T09:59:59.950'));
  await until(around, () => smsc.phone(customer(1))[0], 'the answer');
  expect(smsc.phone(customer(1))).toMatchObject([{ text: 'Да, ждём вас', from: SHOP }]);

  // Nikolai goes on holiday: what he had taken is anybody's.
  await writes(1, 'А завтра?');
  await card('«А завтра?»');
  says(NIKOLAI, '/away until 5d', {}, NIKOLAI);
  expect((await card('🏖 Nikolai')).text).toContain('+7 999 111-01-33');
  await card('🏖 You are away until', NIKOLAI);
  await press(OLGA, await cardWith('«А завтра?»', 'Беру'), 'Беру');
  await until(around, () => saysAll(GROUP, '«А завтра?»', '👤 Olga отвечает'), 'Olga to have them');

  // A customer says stop, and is told so once.
  await writes(60, 'СТОП');
  await until(around, () => textsOf(customer(60))[0], 'the confirmation');
  expect(textsOf(customer(60))).toEqual(['Вы отписаны, сообщений больше не будет. Вернуть: СТАРТ']);

  // A campaign for tomorrow, which Nikolai approves from where he is; the customer who said stop is left out.
  const list = [KAZAKH, ...RUSSIANS, customer(60)].map((number) => `+${number}`).join(', ');
  says(OLGA, `/sms ${list} at=2026-12-01T09:00 Скидки до пятницы`, {}, OLGA);
  const preview = await card('«Скидки до пятницы»', OLGA);
  await press(OLGA, preview, preview.buttons.flat()[0]?.text ?? '', OLGA);
  await card('✋ ждёт второго человека', OLGA);
  const asked = await card('“Скидки до пятницы”', NIKOLAI);
  await press(NIKOLAI, asked, 'Approve', NIKOLAI);
  await card('✔ подтверждено: Nikolai', OLGA);
  await card('✔ approved by Nikolai', NIKOLAI);

  // At 23:00 a customer writes, and is answered at once, though the night has begun.
  vi.setSystemTime(inMoscow('2026-11-30T22:59:00'));
  await writes(9, 'Вы ещё работаете?');
  await until(around, () => hasWrittenTwice(9), 'what came in the evening');
  vi.setSystemTime(inMoscow('2026-11-30T23:00:00'));
  says(OLGA, 'Для вас — да', { replyTo: ninth.id });
  await until(around, () => textsOf(customer(9))[0], 'the answer at night');
  expect(textsOf(customer(9))).toEqual(['Для вас — да']);
  expect(RUSSIANS.concat(KAZAKH).flatMap(textsOf)).toEqual([]);

  // At 9:00 it is day in Kazakhstan, and everywhere in Russia an hour later.
  vi.setSystemTime(inMoscow('2026-12-01T08:59:59.950'));
  await until(around, () => textsOf(KAZAKH)[0], 'the campaign');
  expect(RUSSIANS.flatMap(textsOf)).toEqual([]);
  vi.setSystemTime(inMoscow('2026-12-01T09:59:59.950'));
  await until(around, () => RUSSIANS.flatMap(textsOf).length === 2, 'the rest of it');
  await card('доставлено 3', OLGA);
  expect([KAZAKH, ...RUSSIANS].map(textsOf)).toEqual(Array(3).fill(['Скидки до пятницы']));
  expect(textsOf(customer(60))).toHaveLength(1);

  function saysAll(chat: number, ...words: string[]): boolean {
    return botMessages(around, chat).some(({ text }) => words.every((one) => text.includes(one)));
  }
  async function hasWrittenTwice(n: number): Promise<boolean> {
    const rows = await running.store.db
      .selectFrom('incoming')
      .select('id')
      .where('sender', '=', customer(n))
      .execute();
    return rows.length === 2;
  }
}, 60_000);
