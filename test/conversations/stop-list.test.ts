import { expect, test } from 'vitest';
import { bot, botMessages, OLGA, until, world } from '../support/bot.ts';
import { untilReady } from '../support/readiness.ts';

const CUSTOMER = '79991112233';

test('who answers STOP is told so by SMS, written to no more, and again once they answer START', async () => {
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  const said = (words: string) => botMessages(around, OLGA).filter(({ text }) => text.includes(words));
  const type = (text: string) => around.telegram.write(OLGA, { from: OLGA, text });
  const texts = () => around.smsc.phone(CUSTOMER).map(({ text }) => text);

  type(`/sms +${CUSTOMER} Скидки`);
  await until(around, () => said('✅ доставлено')[0], 'the SMS');
  await around.smsc.write(CUSTOMER, { to: '79000000', text: 'Стоп.' });
  await until(around, () => said('этим сообщением попросили не писать')[0], 'the card');
  await until(around, () => texts()[1], 'the confirmation');
  expect(texts()).toEqual(['Скидки', 'Вы отписаны, сообщений больше не будет. Вернуть: СТАРТ']);

  type(`/sms +${CUSTOMER} Ещё скидки`);
  await until(around, () => said('Ничего не отправлено')[0], 'the refusal');
  await around.smsc.write(CUSTOMER, { to: '79000000', text: 'СТАРТ' });
  await until(around, () => said('В стоп-листе номера нет')[0], 'the end of it');
  type(`/sms +${CUSTOMER} Заказ готов`);
  await until(around, () => texts()[2], 'the last SMS');
  expect(texts()[2]).toBe('Заказ готов');
});
