import { expect, test } from 'vitest';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, TOPIC, until, world } from '../support/bot.ts';
import { untilReady } from '../support/readiness.ts';
import { relayTo } from '../support/relay.ts';

type Around = Awaited<ReturnType<typeof world>>;

const inGroup = (around: Around, words: RegExp) =>
  botMessages(around, GROUP).find(({ text }) => words.test(text));

test('a topic that watches hears of a failure and a lost link once each, in its language, and whoever takes it is named', async () => {
  const around = await world();
  const way = await relayTo(around.smsc.address);
  const running = await bot(around, { SMPP_HOSTS: way.address });
  await untilReady(around, running);
  const say = (text: string) => around.telegram.write(GROUP, { from: OLGA, text, thread: TOPIC });
  say('/lang en');
  say('/watch');
  await until(around, () => inGroup(around, /^👁 What I tell of here/), 'the watch');

  for (const to of ['79991230011', '79991230054']) {
    around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${to} Your order is ready` });
  }
  const failed = await until(around, () => inGroup(around, /^🔴/), 'the failure');
  expect(failed.thread).toBe(TOPIC);
  expect(failed.text).toMatch(/^🔴 Not delivered · SHOP\nsender not registered \(254\): 1\n/);
  expect(failed.text).toContain('+7 999 ***-00-54');
  expect(failed.text).not.toContain('Your order');
  await around.telegram.press(GROUP, failed.id, { from: NIKOLAI, button: 'Ack' });
  await until(around, () => inGroup(around, /✔ Nikolai sees to it/), 'who took it');

  await way.cut();
  const lost = await until(around, () => inGroup(around, /^🔌 No link to .* since/), 'the lost link');
  await way.mend();
  const back = await until(around, () => inGroup(around, /the link is back since/), 'the link');
  expect(back.id).toBe(lost.id);

  const alerts = botMessages(around, GROUP).filter(({ text }) => /^[🔴🔌✅]/u.test(text));
  expect(alerts).toHaveLength(2);
});

test('what happens while Telegram asks to slow down is told by one message, all of it', async () => {
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  around.telegram.write(GROUP, { from: OLGA, text: '/watch failed' });
  await until(around, () => inGroup(around, /^👁 Здесь я сам сообщаю/), 'the watch');
  around.telegram.write(OLGA, {
    from: OLGA,
    text: '/sms +79991230054, +79991230154, +79991230006 Заказ готов',
  });
  const preview = await until(
    around,
    () => botMessages(around, OLGA).find(({ text }) => text.includes('Отправить?')),
    'the preview',
  );
  around.telegram.fault({ fault: '429', retryAfter: 1, times: 2, method: 'sendMessage' });
  await around.telegram.press(OLGA, preview.id, { from: OLGA, button: 'Отправить 3' });
  await until(around, async () => (await running.metric('alerts_waiting')) === 1, 'the alert that waits');
  await until(around, () => inGroup(around, /^🔴 Не доставлено 3 за/), 'all of it', 30_000);
  expect(await running.metric('alerts_waiting')).toBe(0);
  expect(botMessages(around, GROUP).filter(({ text }) => text.startsWith('🔴'))).toHaveLength(1);
});

test('a group that has removed the bot is told nothing, whoever watches there hears of that, and once it is back all that happened is told', async () => {
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  around.telegram.write(GROUP, { from: OLGA, text: '/watch failed' });
  await until(around, () => inGroup(around, /^👁 Здесь я сам сообщаю/), 'the watch');
  const toOlga = (words: RegExp) => botMessages(around, OLGA).find(({ text }) => words.test(text));

  around.telegram.kick(GROUP, NIKOLAI);
  const told = await until(around, () => toOlga(/^⚠️ Больше не сообщаю сам/), 'the suspension');
  expect(told.text).toBe(
    '⚠️ Больше не сообщаю сам в группе «Alerts».\nБота там больше нет. Добавьте его снова, и он скажет, что было.',
  );
  for (const to of ['79991230054', '79991230154']) {
    around.telegram.write(OLGA, { from: OLGA, text: `/sms +${to} Ваш заказ готов` });
    await until(around, () => toOlga(new RegExp(`-${to.slice(-4, -2)}-54[^]*не доставлено`)), to);
  }
  around.telegram.add(GROUP, OLGA);
  const alert = await until(around, () => inGroup(around, /^🔴/), 'what has happened');
  expect(alert.text).toContain('🔴 Не доставлено 2 за');
  expect(botMessages(around, GROUP).filter(({ text }) => text.startsWith('🔴'))).toHaveLength(1);
});

test('ten thousand failures are told to a group by few calls, counted exactly, though Telegram asks to slow down in the middle', async () => {
  const around = await world();
  const running = await bot(around);
  await untilReady(around, running);
  around.telegram.write(GROUP, { from: OLGA, text: '/watch failed' });
  await until(around, () => inGroup(around, /^👁 Здесь я сам сообщаю/), 'the watch');
  around.telegram.write(OLGA, { from: OLGA, text: '/sms +79991230054 Заказ готов' });
  const alert = await until(around, () => inGroup(around, /^🔴 Не доставлено · /), 'the first');
  const one = await running.store.db
    .selectFrom('messages')
    .select(['id', 'account', 'recipient', 'state', 'error', 'command_status'])
    .executeTakeFirstOrThrow();
  const failAnother = async (transactions: number, each: number) => {
    for (let n = 0; n < transactions; n++) {
      await running.store.write(async (tx) => {
        for (let m = 0; m < each; m++) tx.happened({ ...one, kind: 'failed' });
      });
    }
  };
  await until(around, () => botMessages(around, OLGA).find(({ text }) => text.includes('(254)')), 'its end');
  around.telegram.fault({ fault: '429', retryAfter: 1, times: 1, method: 'editMessageText' });
  await failAnother(50, 100);
  const calls = () =>
    around.telegram
      .calls()
      .filter(({ method, params }) => /^(send|edit)/.test(method) && Number(params.chat_id) === GROUP);
  await until(around, () => calls().some(({ status }) => status === 429), 'to be asked to slow down');
  await failAnother(49, 100);
  await failAnother(99, 1);
  const told = await until(
    around,
    () => inGroup(around, /^🔴 Не доставлено 10\s000 за [^\n]*\n[^\n]*\(254\): 10\s000\n/),
    'all',
    30_000,
  );
  expect(told.id).toBe(alert.id);
  expect(calls().length).toBeLessThanOrEqual(20);
});
