import { expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { endCampaigns } from '../../src/store/campaigns/campaign-decisions.ts';
import { told } from '../support/alerts.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { accepted, receipt, submitMessages } from '../support/fates.ts';
import { numbers, order, sms } from '../support/outbox.ts';

const MANY = 120;

/** A campaign, which runs. */
const campaign = ({ store }: ChatForTest): Promise<string> =>
  order(
    store,
    numbers(MANY).map((to) => sms(to, 'Распродажа завтра')),
  );

test('a campaign is told by one message without a sound: that it began, who stopped it, and that it was cancelled', async () => {
  const chat = await chatForTest();
  const [on] = await chat.say(OLGA, '/watch campaign from=SHOP', { chat: GROUP });
  expect(on?.text).toContain('👁 рассылки: начало, остановки и конец: /watch campaign from=SHOP');
  await chat.say(OLGA, '/watch campaign from=OTHER');
  const [preview] = await chat.say(OLGA, `/sms ${numbers(MANY).join(', ')} Распродажа`);
  if (!preview) throw new Error('no preview');
  await chat.press(OLGA, preview, `Отправить ${MANY}`);
  const alert = only(await told(chat));
  expect(alert.card.chat_id).toBe(GROUP);
  expect(alert.view.silent).toBe(true);
  expect(alert.text).toMatch(/^📣 Идёт рассылка: 120 получателей · 📤 SMS · SHOP · Olga, с \d\d:\d\d:\d\d$/);
  expect(alert.buttons).not.toContain('Беру');
  await chat.press(OLGA, preview, 'Пауза');
  expect(await told(chat)).toEqual([]);
  expect((await chat.look(alert)).text).toMatch(
    /^⏸ Рассылка остановлена: 120 получателей.*\n.*Olga, \d\d:\d\d:\d\d/,
  );
  await chat.press(OLGA, preview, 'Продолжить');
  expect(await told(chat)).toEqual([]);
  expect((await chat.look(alert)).text).toMatch(/^📣 Идёт рассылка/);
  await chat.press(OLGA, preview, 'Отменить остальные');
  expect(await told(chat)).toEqual([]);
  const over = await chat.look(alert);
  expect(over.text).toMatch(/^✖ Рассылка отменена: .*\n.*отменено 120/s);
  expect(over.view.atRest).toBe(true);
});

test('the end of a campaign is told with its counts and reasons, by one that began while nobody could be told as well', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/watch campaign');
  const card = await campaign(chat);
  const messages = await messagesOfCard(chat.store.db, card, MANY);
  await submitMessages(
    chat.store,
    messages,
    messages.map(({ id }) => accepted(`c${id}`)),
  );
  for (const [n, { id }] of messages.entries()) {
    await receipt(chat.store, `id:c${id} ${n < 3 ? 'stat:UNDELIV err:006' : 'stat:DELIVRD err:000'}`);
  }
  const alert = only(await told(chat));
  expect(alert.text).toMatch(/^🏁 Campaign over: 120 recipients · 📤 SMS · SHOP · \S+, begun /);
  expect(alert.text).toContain('✅ delivered 117 · ❌ failed 3');
  expect(alert.text).toContain('subscriber offline (6): 3');
  expect(alert.view.atRest).toBe(false);
  await chat.store.write((tx) => endCampaigns(tx, 0, 10));
  expect(await told(chat)).toEqual([]);
  expect((await chat.look(alert)).view.atRest).toBe(true);
});

test('of what was only asked about and answered with no, nothing is told', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch campaign', { chat: GROUP });
  const [preview] = await chat.say(OLGA, `/sms ${numbers(110).join(', ')} Распродажа`);
  if (!preview) throw new Error('no preview');
  expect(await told(chat)).toEqual([]);
  await chat.press(OLGA, preview, 'Отмена');
  expect(await told(chat)).toEqual([]);
});
