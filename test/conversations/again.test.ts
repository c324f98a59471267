import { expect, test } from 'vitest';
import { bot, botMessages, NIKOLAI, until, world } from '../support/bot.ts';

test('those of a list who were out of coverage are tried again from its card, as soon as the guard lets them', async () => {
  const around = await world();
  // By the last two digits: 06 is out of coverage, 53 is where the spam filter stops it.
  const [there, off, filtered] = ['79991234560', '79991234506', '79991234553'];
  await bot(around);
  const cards = () => botMessages(around, NIKOLAI);
  const press = (id: number, button: string) => around.telegram.press(NIKOLAI, id, { from: NIKOLAI, button });
  around.telegram.write(NIKOLAI, {
    from: NIKOLAI,
    text: `/sms +${there}, +${off}, +${filtered}\nWe are open`,
  });
  const preview = await until(around, () => cards()[0]);
  await press(preview.id, 'Send 3');

  const ended = await until(around, () =>
    cards().find(({ text, buttons }) => text?.includes('failed 2') && buttons.flat().length === 2),
  );
  expect(ended.text).toContain('❌ 1 × subscriber offline (6): +7 999 123-45-06');
  expect(ended.buttons.flat().map(({ text }) => text)).toEqual(['As file', 'Again to the 1 failed']);
  await press(ended.id, 'As file');
  const file = await until(around, () => cards().find(({ file }) => file !== null));
  expect(file.text ?? '').toContain('📤 SMS · 3 recipients');
  await press(ended.id, 'Again to the 1 failed');
  const again = await until(around, () => cards().find(({ text }) => text?.includes('✋')));
  expect(again.text).toContain('→ +7 999 123-45-06');
  expect(around.smsc.submits()).toHaveLength(3);
  await press(again.id, again.buttons.flat()[0]?.text ?? '');
  await until(around, () =>
    cards().some(({ id, text }) => id === again.id && text?.includes('⏳ the same text went to this number')),
  );
  const shown = cards().find(({ id }) => id === again.id);
  expect(shown?.entities).toContainEqual(
    expect.objectContaining({ type: 'date_time', date_time_format: 'r' }),
  );
  expect(
    cards()
      .find(({ id }) => id === ended.id)
      ?.buttons.flat(),
  ).toHaveLength(1);
});
