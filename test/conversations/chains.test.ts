import { expect, test } from 'vitest';
import { bot, botMessages, NIKOLAI, until, world } from '../support/bot.ts';

const WITHOUT_VIBER = '79991234510';
const WITH_VIBER = '79991234567';

test('whoever has no Viber gets the SMS by itself, whoever has it gets no other, and one card each tells', async () => {
  const around = await world();
  const running = await bot(around);
  const say = (to: string) =>
    around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${to} via=viber,sms after=60s Your order` });

  say(WITHOUT_VIBER);
  const card = await until(around, () =>
    botMessages(around, NIKOLAI).find(({ text }) => text?.includes('→ SMS ✅')),
  );
  expect(card.text).toContain('Viber ❌ not delivered: service not connected (11) → SMS ✅\n✅ delivered');
  expect(around.smsc.phone(WITHOUT_VIBER)).toMatchObject([{ channel: 'sms', text: 'Your order' }]);

  say(WITH_VIBER);
  const other = await until(around, () =>
    botMessages(around, NIKOLAI).find(
      ({ text }) => text?.includes('+7 999 123-45-67') && text.includes('✅'),
    ),
  );
  expect(other.text).toMatch(/^💜 Viber → .+\n“Your order”\n✅ delivered/);
  expect(around.smsc.phone(WITH_VIBER)).toMatchObject([{ channel: 'viber', text: 'Your order' }]);

  expect(around.smsc.submits().map(({ text }) => text)).toEqual([
    '__VIBER__: Your order',
    'Your order',
    '__VIBER__: Your order',
  ]);
  expect(botMessages(around, NIKOLAI)).toHaveLength(2);
  expect(running.logged.filter((line) => /"level":"(warn|error|fatal)"/.test(line))).toEqual([]);
});
