import { expect, test } from 'vitest';
import { become } from '../support/become.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { accepted, cost, receipt, submit } from '../support/fates.ts';
import { order, sms } from '../support/outbox.ts';
import { fileOf, sendFile } from '../support/tables.ts';

const MTS = '79161230001';
const TELE2 = '79041230002';
const UNKNOWN = '79991230003';

/** MTS takes 3.00 a part, Tele2 between 2.00 and 2.20; of another number the operator is not known. */
async function chatWithPrices(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const looked = [
    [MTS, 'imsi:250013012345678 cn:Russia net:MTS'],
    [TELE2, 'imsi:250203012345678 cn:Russia net:Tele2'],
  ] as const;
  for (const [to, found] of looked) {
    await submit(chat.store, await order(chat.store, [{ channel: 'hlr', to }]), [accepted(`hlr-${to}`)]);
    await receipt(chat.store, `id:hlr-${to} stat:DELIVRD err:000 ${found}`);
  }
  for (const [n, [to, price]] of [
    [MTS, '3.00'],
    [TELE2, '2.00'],
    [TELE2, '2.20'],
    [UNKNOWN, '2.80'],
  ].entries()) {
    const id = `price-${n}`;
    await submit(chat.store, await order(chat.store, [sms(to ?? '', `Заказ ${n} готов`)]), [accepted(id)]);
    await receipt(chat.store, `id:${id} stat:DELIVRD err:000`, cost(price ?? ''));
  }
  // Their cards are shown by now.
  await chat.update({});
  return chat;
}

test.each([
  [
    OLGA,
    [MTS, TELE2],
    'Примерно 5,10 RUB (от 5,00 до 5,20 RUB) по последним ценам операторов, они известны у всех 2',
  ],
  [
    NIKOLAI,
    [MTS, TELE2],
    'About 5.10 RUB (from 5.00 to 5.20 RUB), by the last prices of the operators of all 2',
  ],
  [
    OLGA,
    [MTS, UNKNOWN],
    'Примерно 5,50 RUB (от 5,00 до 6,00 RUB): операторы и их цены известны у 1 из 2, остальное по средней цене',
  ],
  [
    NIKOLAI,
    [MTS, UNKNOWN],
    'About 5.50 RUB (from 5.00 to 6.00 RUB): by the last prices of the operators of 1 of 2, else by what all have cost',
  ],
  [OLGA, [UNKNOWN, '79991230004'], 'Примерно 5,00 RUB (от 4,00 до 6,00 RUB) по последним ценам'],
])(
  'the preview says what it costs by the prices of the operators, and how sure that is (%#)',
  async (person, to, line) => {
    const chat = await chatWithPrices();
    const typed = only(await chat.say(person, `/sms ${to.map((one) => `+${one}`).join(', ')} Привет`));
    expect(typed.text.split('\n')).toContain(line);
    const table = `Телефон\n${to.join('\n')}\n`;
    const read = only(await sendFile(chat, person, '/bulk Здравствуйте', fileOf('a.csv', table)));
    expect(read.text.split('\n')).toContain(line);
  },
);

test('where one price alone has ever been asked there is nothing to be unsure of', async () => {
  const chat = await chatWithPrices();
  await become(chat.store.db, { cost: 25_000 });
  const { text } = only(await chat.say(OLGA, `/sms +${MTS}, +${TELE2} Привет`));
  expect(text).toContain('\nПримерно 5,00 RUB по последним ценам операторов, они известны у всех 2\n');
});
