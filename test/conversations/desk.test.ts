import { expect, test } from 'vitest';
import { bot, botMessages, folder, GROUP, NIKOLAI, OLGA, until, world } from '../support/bot.ts';

const CUSTOMER = '79991112233';

test('a customer is answered in a group by whoever takes them, and what they write next waits in the queue', async () => {
  const around = await world();
  const place = folder();
  const first = await bot(around, {}, place);
  const { telegram, smsc } = around;
  const writes = (text: string) => smsc.write(CUSTOMER, { to: '79000000', text });
  const card = (words: string) =>
    until(around, () => botMessages(around, GROUP).findLast(({ text }) => text.includes(words)), words);

  telegram.write(OLGA, { from: OLGA, text: `/grant ${NIKOLAI} operator` });
  telegram.write(GROUP, { from: OLGA, text: '/inbox on' });
  await card('показываются здесь');
  await writes('Можно завтра?');
  const asked = await card('«Можно завтра?»');

  expect((await telegram.press(GROUP, asked.id, { from: NIKOLAI, button: 'Беру' })).answer ?? '').toBe('');
  await card('👤 Nikolai отвечает');
  await telegram.press(GROUP, asked.id, { from: NIKOLAI, button: 'Напомнить через 2 ч' });
  await card('⏰ напоминание');
  telegram.write(GROUP, { from: NIKOLAI, text: 'Да, до 21:00', replyTo: asked.id });
  await until(around, () => smsc.phone(CUSTOMER)[0], 'the answer');
  expect(smsc.phone(CUSTOMER)).toMatchObject([{ text: 'Да, до 21:00', from: '79000000' }]);
  await card('↪ «Да, до 21:00» · Nikolai');

  await first.stop();
  const { store } = await bot(around, {}, place);
  await writes('Спасибо');
  const thanked = await card('«Спасибо»');
  expect(thanked.text).toContain('↩ на «Да, до 21:00» · Nikolai');
  expect(thanked.text).toMatch(/👤 Nikolai отвечает\n⏰ напоминание/);
  const before = () => botMessages(around, GROUP).find(({ id }) => id === asked.id);
  await until(around, () => before()?.text.includes('Продолжение ниже'), 'the earlier card to say so');

  await store.db.updateTable('talks').set({ remind_at: 1 }).execute();
  expect((await card('вы просили напомнить')).replyTo).toBe(thanked.id);
  telegram.write(GROUP, { from: OLGA, text: '/queue' });
  const queue = await card('📥 ждёт ответа 1 человек');
  expect(queue.text).toMatch(/1\. \+7 999 111-22-33 · .* · «Спасибо» · 👤 Nikolai/);
  await telegram.press(GROUP, thanked.id, { from: NIKOLAI, button: 'Готово' });
  await card('✅ Ответа никто не ждёт.');
});
