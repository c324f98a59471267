import { expect, test } from 'vitest';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, until, world } from '../support/bot.ts';

const CUSTOMER = '79991112233';
const ANOTHER = '79991112244';

test('advertising goes to who agreed, a quota ends, and of a customer who is erased no card is left that names them', async () => {
  const around = await world();
  await bot(around);
  const { telegram, smsc } = around;
  // In a group twenty cards come at once, in a private chat one a second.
  const says = (from: number, text: string) => telegram.write(GROUP, { from, text });
  const card = (words: string, chat = GROUP) =>
    until(around, () => botMessages(around, chat).findLast(({ text }) => text.includes(words)), words);

  says(OLGA, `/grant ${NIKOLAI} admin`);
  await card('Nikolai');
  says(NIKOLAI, `/contact add ivan +${CUSTOMER} согласие="анкета, 01.11.2026"`);
  await card('ivan');
  says(NIKOLAI, `/sms ivan, +${ANOTHER} kind=ad now=yes Скидки`);
  const preview = await card('«Скидки»');
  expect(preview.text).toContain('(нет согласия)');
  await telegram.press(GROUP, preview.id, { from: NIKOLAI, button: 'Отправить 1' });
  await card('✅ доставлено');
  expect([CUSTOMER, ANOTHER].map((number) => smsc.phone(number).length)).toEqual([1, 0]);

  says(OLGA, '/settings quota 1');
  await card('Квота: 1');
  says(NIKOLAI, '/sms ivan Ещё одно');
  await card('квоты этого чата не хватает: сегодня 1 из 1 сообщений');

  says(OLGA, `/forget +${CUSTOMER}`);
  const { id } = await card('erase', NIKOLAI);
  await telegram.press(NIKOLAI, id, { from: NIKOLAI, button: 'Erase' });
  await card('✅ Стёрто');
  const names = () =>
    [GROUP, OLGA, NIKOLAI]
      .flatMap((chat) => botMessages(around, chat))
      .filter(({ text }) => /ivan|111-22-33|22-33|9991112233/.test(text));
  await until(around, () => names().length === 0, 'all cards to be edited');
  expect(smsc.phone(CUSTOMER)).toHaveLength(1);
});
