import { expect, onTestFinished, test, vi } from 'vitest';
import { health } from '../../commands/health.ts';
import { keepUpdate } from '../../src/store/chats/updates.ts';
import { bot, botMessages, GROUP, NIKOLAI, OLGA, STRANGER, TOPIC, until, world } from '../support/bot.ts';

const CUSTOMER = '79991112233';

test('an incoming SMS comes to the owners until /inbox on was said somewhere, and a reply to it goes back', async () => {
  const around = await world();
  await bot(around);
  await around.smsc.write(CUSTOMER, { to: '79000000', text: 'Можно забрать сегодня?' });
  const incoming = await until(around, () => botMessages(around, OLGA)[0]);
  expect(incoming.text).toContain('✉️ +7 999 111-22-33: «Можно забрать сегодня?»');

  around.telegram.write(OLGA, { from: OLGA, text: 'Да, до 21:00', replyTo: incoming.id });
  await until(around, () => around.smsc.phone(CUSTOMER)[0]);
  // The sender of an answer is the number that the message came to.
  expect(around.smsc.phone(CUSTOMER)).toMatchObject([{ text: 'Да, до 21:00', from: '79000000' }]);
});

test('an SMS of 90 parts shows its beginning, and can be read whole in a file below it', async () => {
  const around = await world();
  await bot(around);
  const text = `Где мой заказ? ${'Очень жду 😀. '.repeat(400)}Конец.`;
  await around.smsc.write(CUSTOMER, { to: '79000000', text });
  const incoming = await until(around, () => botMessages(around, OLGA)[0]);
  expect(incoming.text).toContain('«Где мой заказ?');

  await around.telegram.press(OLGA, incoming.id, { from: OLGA, button: 'Весь текст' });

  const whole = await until(around, () => botMessages(around, OLGA)[1]);
  const file = around.telegram.file(OLGA, whole.id);
  expect(file?.name).toMatch(/^sms-79991112233-.*\.txt$/);
  expect(file?.bytes.toString()).toBe(`\uFEFF${text}`);
});

test('in a topic with /inbox on an SMS in parts appears once, and a reply there is a draft until Send', async () => {
  const around = await world();
  await bot(around);
  around.telegram.write(GROUP, { from: OLGA, text: '/inbox on', thread: TOPIC });
  await until(around, () => botMessages(around, GROUP).length === 1);
  const text = `Где мой заказ? ${'Очень жду. '.repeat(20)}`.trim();
  await around.smsc.write(CUSTOMER, { to: '79000000', text });

  const incoming = await until(around, () =>
    botMessages(around, GROUP).find((one) => one.text?.includes('Очень')),
  );
  expect(incoming).toMatchObject({ thread: TOPIC, text: expect.stringContaining(text) });
  expect(botMessages(around, OLGA)).toEqual([]);

  around.telegram.write(GROUP, { from: NIKOLAI, text: 'кто это?', thread: TOPIC, replyTo: incoming.id });
  const draft = await until(around, () =>
    botMessages(around, GROUP).find((one) => one.text?.includes('кто это?')),
  );
  expect(draft).toMatchObject({ thread: TOPIC });
  expect(around.smsc.submits()).toEqual([]);

  const { answer } = await around.telegram.press(GROUP, draft.id, { from: OLGA, button: 'Отправить' });
  expect(answer).toMatch(/Отправляется/);
  await until(around, () => around.smsc.phone(CUSTOMER)[0]);
  await until(around, () => botMessages(around, GROUP).some((one) => one.text?.includes('доставлено')));
  expect(around.smsc.phone(CUSTOMER)).toHaveLength(1);
});

test('what people say to each other in a group, and to a topic, is no message to anybody', async () => {
  const around = await world();
  await bot(around);
  around.telegram.write(GROUP, { from: NIKOLAI, text: 'кто сегодня дежурит?', thread: TOPIC });
  around.telegram.write(GROUP, { from: NIKOLAI, text: '/hlr@other_bot +79991234567' });
  around.telegram.write(GROUP, { from: NIKOLAI, text: '/lang' });
  await until(around, () => botMessages(around, GROUP)[0]);
  expect(botMessages(around, GROUP)).toHaveLength(1);
  expect(around.smsc.submits()).toEqual([]);
});

test('a stranger gets one line with their id, and nothing of theirs is sent or kept', async () => {
  const around = await world();
  const running = await bot(around);
  around.telegram.write(STRANGER, { from: STRANGER, text: '/sms +79991234567 planted words' });
  around.telegram.write(STRANGER, { from: STRANGER, text: '/sms +79991234567 planted words' });
  const refusal = await until(around, () => botMessages(around, STRANGER)[0]);
  expect(refusal.text).toContain(String(STRANGER));
  const pending = () =>
    running.store.db.selectFrom('updates').select('id').where('state', '=', 'waiting').executeTakeFirst();
  await until(around, async () => (await pending()) === undefined, 'all updates to be handled');
  expect(botMessages(around, STRANGER)).toHaveLength(1);
  expect(around.smsc.submits()).toEqual([]);
  const updates = await running.store.db.selectFrom('updates').select('body').execute();
  expect(JSON.stringify(updates)).not.toContain('planted');
  expect(running.logged.join('\n')).not.toContain('planted');
});

test('a rejected command runs when it is mended, in the same message; once it is carried out, an edit sends nothing', async () => {
  const around = await world();
  await bot(around);
  const { id } = around.telegram.write(NIKOLAI, { from: NIKOLAI, text: '/ыьы +79991234567 one' });
  const problem = await until(around, () => botMessages(around, NIKOLAI)[0]);
  expect(problem.text).toContain('looks like /sms');
  around.telegram.edit(NIKOLAI, id, { from: NIKOLAI, text: '/sms +79991234567 one' });
  await until(around, () => botMessages(around, NIKOLAI)[0]?.text?.includes('delivered'));
  expect(botMessages(around, NIKOLAI).map((one) => one.id)).toEqual([problem.id]);
  around.telegram.edit(NIKOLAI, id, { from: NIKOLAI, text: '/sms +79991234567 two' });
  await until(around, () =>
    botMessages(around, NIKOLAI).some(({ text }) => text?.includes('edit changed nothing')),
  );
  expect(around.smsc.phone('79991234567')).toHaveLength(1);
});

test('a person who has never written and is given a role is told so once they press Start, in their language', async () => {
  const around = await world();
  await bot(around);
  around.telegram.write(GROUP, { from: OLGA, text: `/grant@demo_bot ${STRANGER} operator` });
  await until(around, () => botMessages(around, GROUP).find(({ text }) => text.includes('нажмут Start')));
  await until(around, () => {
    const refused = around.telegram.calls().find(({ params }) => Number(params.chat_id) === STRANGER);
    return refused?.status === 403;
  });
  expect(botMessages(around, STRANGER)).toEqual([]);
  around.telegram.start(STRANGER);
  await until(around, () => botMessages(around, STRANGER).find(({ text }) => text.includes('now: operator')));
});

test('a person who is given a role sees its commands in the menu, in their language', async () => {
  const around = await world();
  await bot(around);
  around.telegram.write(OLGA, { from: OLGA, text: `/grant ${STRANGER} viewer` });
  await until(around, () => botMessages(around, OLGA)[0]);
  around.telegram.write(STRANGER, { from: STRANGER, text: '/hlr +79231112233' });
  await until(around, () => botMessages(around, STRANGER).some(({ text }) => text?.includes('MegaFON')));
  const menu = await until(around, () => {
    const shown = around.telegram.commandsFor(STRANGER, STRANGER);
    return shown.some(({ command }) => command === 'hlr') && shown;
  });
  const names = (menu as { command: string; description: string }[]).map(({ command }) => command);
  expect(names).toContain('hlr');
  expect(names).not.toContain('sms');
});

test('a reply to a message that no card claims is answered, and goes to nobody', async () => {
  const around = await world();
  const running = await bot(around);
  await around.smsc.write(CUSTOMER, { to: '79000000', text: 'Можно забрать сегодня?' });
  const incoming = await until(around, () => botMessages(around, OLGA)[0]);
  // As after a crash between Telegram's taking the card and our knowing it: this copy is nobody's.
  const { db } = running.store;
  const isKnown = () =>
    db.selectFrom('cards').select('id').where('telegram_id', 'is not', null).executeTakeFirst();
  await until(around, isKnown, 'the card to be known');
  await db.updateTable('cards').set({ telegram_id: null }).execute();
  around.telegram.write(OLGA, { from: OLGA, text: 'Да', replyTo: incoming.id });
  await until(around, () => botMessages(around, OLGA).some(({ text }) => text?.includes('Непонятно, кому')));
  expect(around.smsc.submits()).toEqual([]);
});

test('an update with a number that no id can be is set aside, and the next one is handled', async () => {
  const around = await world();
  const running = await bot(around);
  const person = { id: 2 ** 53 + 2, is_bot: false, first_name: 'X' };
  const message = {
    message_id: 1,
    date: 1,
    text: '/help',
    from: person,
    chat: { id: person.id, type: 'private' },
  };
  const body = JSON.stringify({ update_id: 900_000, message });
  await running.store.write((tx) => keepUpdate(tx, { botId: 1, updateId: 900_000, body }, Date.now()));
  around.telegram.write(OLGA, { from: OLGA, text: '/sms +79991234567 Привет' });
  await until(around, () => botMessages(around, OLGA).some(({ text }) => text?.includes('доставлено')));
});

test('what could not be handled is said in the language and in the topic of whoever wrote it', async () => {
  const around = await world();
  await bot(around);
  const crash = vi.spyOn(health, 'run').mockRejectedValue(new Error('a fault in the program'));
  onTestFinished(() => crash.mockRestore());
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: '/health' });
  around.telegram.write(GROUP, { from: OLGA, text: '/health', thread: TOPIC });
  await until(around, () =>
    botMessages(around, NIKOLAI).find(({ text }) => text.includes('could not be handled')),
  );
  const said = await until(around, () =>
    botMessages(around, GROUP).find(({ text }) => text.includes('не удалось обработать')),
  );
  expect(said.thread).toBe(TOPIC);
});
