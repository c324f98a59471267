import { describe, expect, test } from 'vitest';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { type ChatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { beginAt, cameTo, EVENING, MINUTE_MS } from '../support/on-friday.ts';
import { statesOf } from '../support/states.ts';

let chat: ChatForTest;
beginAt(EVENING, (begun) => {
  chat = begun;
});

/** So many minutes have gone by. */
const after = (minutes: number) => cameTo(EVENING + minutes * MINUTE_MS, chat);

const states = () => statesOf(chat.store.db);

describe('/scheduled', () => {
  test('lists what was asked for in the chat, the next first, with what can be done', async () => {
    const nothing = only(await chat.say(NIKOLAI, '/scheduled'));
    expect(nothing.text).toContain('Nothing is scheduled');
    expect(nothing.copied).toEqual(['/sms +79991234567 at=18:30 Your order is ready']);
    only(await chat.say(NIKOLAI, '/sms +79991234567 at=tomorrow 9:00 Second'));
    only(await chat.say(NIKOLAI, '/sms +79991112233 at=21:45 First'));
    only(await chat.say(OLGA, '/sms +79991112244 at=21:45 Hers', { chat: GROUP }));
    const list = only(await chat.say(NIKOLAI, '/scheduled'));
    expect(list.text.split('\n')).toEqual([
      '⏰ Scheduled:',
      '2. 27 Nov 21:45 (in 2 h 15 min), Moscow Time · 📤 SMS → +7 999 111-22-33 · Nikolai · “First”',
      '1. 28 Nov 09:00 (in 13 h 30 min), Moscow Time · 📤 SMS → +7 999 123-45-67 · Nikolai · “Second”',
    ]);
    await chat.press(NIKOLAI, list, 'Send now 1');
    await chat.press(NIKOLAI, list, 'Cancel 2');
    expect(await states()).toEqual(['queued', 'cancelled', 'waiting']);
    expect((await chat.look(list)).text).toContain('Nothing is scheduled');
    const inGroup = only(await chat.say(NIKOLAI, '/scheduled', { chat: GROUP })).text;
    expect(inGroup).toMatch(/→ \+7 999 \*\*\*-22-44 · .*Hers/);
    expect(only(await chat.say(OLGA, '/scheduled')).text).toContain('Hers');
  });

  test('changes one by its number, of those alone that may be seen there', async () => {
    const hers = only(await chat.say(OLGA, '/sms +79991112244 at=21:45 Hers'));
    const { number } = (await orderOfCard(chat.store.db, hers.card.id)) ?? {};
    expect(only(await chat.say(NIKOLAI, `/scheduled ${number} mon 9:00`)).text).toContain('no such message');
    const list = only(await chat.say(OLGA, '/scheduled'));
    const question = only((await chat.press(OLGA, list, 'Изменить 1')).cards);
    await chat.store.db.updateTable('cards').set({ due_at: null }).execute();
    await chat.say(OLGA, 'пн 9:00', { replyTo: question });
    expect((await chat.look(hers)).text).toContain('⏰ 30 нояб. 09:00');
    // The list that still hangs there does not go on saying another time.
    expect((await chat.look(list)).card.due_at).not.toBeNull();
    expect(only(await chat.say(OLGA, `/scheduled ${number} вт 25:00`)).text).toContain('Не понимаю время');
    await chat.press(OLGA, hers, 'Отмена');
    expect(only(await chat.say(OLGA, `/scheduled ${number} вт 9:00`)).text).toContain('уже ничего не ждёт');
  });

  test.each([
    [NIKOLAI, 'cancel 2', /cancelled/i],
    [NIKOLAI, '#2 cancel', /cancelled/i],
    [OLGA, 'отменить 2', /отмен/i],
    [OLGA, '2 отмена', /отмен/i],
  ] as const)('cancels one by its number: $1', async (person, words, said) => {
    only(await chat.say(person, '/sms +79991234567 at=21:45 First'));
    const second = only(await chat.say(person, '/sms +79991112233 at=21:45 Second'));
    const list = only(await chat.say(person, '/scheduled'));
    expect(only(await chat.say(person, `/scheduled ${words}`)).text).toMatch(said);
    expect(await states()).toEqual(['waiting', 'cancelled']);
    expect((await chat.look(list)).text).not.toContain('Second');
    expect((await chat.look(second)).text).toMatch(said);
    only(await chat.say(person, `/scheduled ${words}`));
    expect(await states()).toEqual(['waiting', 'cancelled']);
  });

  test.each([
    [NIKOLAI, 'move it to 9:30 tomorrow', 'To 28 Nov 09:30', 'None was', '/scheduled 1 9:30 tomorrow'],
    [OLGA, 'перенеси на 10:30', 'На 28 нояб. 10:30', 'ни одно не изменено', '/scheduled 1 2026-11-28T10:30'],
  ] as const)('offers the time that is written below it: $1', async (person, words, button, said, line) => {
    const card = only(await chat.say(person, '/sms +79991234567 at=21:45 First'));
    const list = only(await chat.say(person, '/scheduled'));
    const offered = only(await chat.say(person, words, { replyTo: list }));
    expect(offered.text).toContain('+7 999 123-45-67');
    expect(offered.buttons[0]).toBe(button);
    expect((await chat.look(card)).text).toContain('21:45');
    await chat.press(person, offered, button);
    expect((await chat.look(card)).text).toContain(button.replace(/^\S+ /, '⏰ '));
    await chat.say(person, '/sms +79991112233 at=21:45 Second');
    const which = only(await chat.say(person, words, { replyTo: list }));
    expect(which.text).toContain(said);
    expect(which.copied[0]?.replace(/^\/scheduled \d+/, '/scheduled 1')).toBe(line);
    expect(await states()).toEqual(['waiting', 'waiting']);
  });

  test('cancels nothing that is another’s or goes already', async () => {
    only(await chat.say(OLGA, '/sms +79991234567 at=21:45 Hers'));
    only(await chat.say(NIKOLAI, '/sms +79991112233 Now'));
    const before = await states();
    expect(only(await chat.say(NIKOLAI, '/scheduled cancel 1')).text).toContain('no such message');
    expect(only(await chat.say(NIKOLAI, '/scheduled cancel 2')).text).toContain('It waits for nothing');
    expect(await states()).toEqual(before);
  });

  test('has each under the number by which /scheduled changes it, also when others have left', async () => {
    only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Gone'));
    const later = only(await chat.say(NIKOLAI, '/sms +79991112233 at=tomorrow 9:00 Later'));
    const sooner = only(await chat.say(NIKOLAI, '/sms +79991112244 at=22:00 Sooner'));
    await chat.press(NIKOLAI, only(await chat.say(NIKOLAI, '/scheduled')), 'Send now 1');
    const list = only(await chat.say(NIKOLAI, '/scheduled'));
    const number = /^(\d+)\..*“Sooner”$/m.exec(list.text)?.[1];
    await chat.say(NIKOLAI, `/scheduled ${number} mon 9:00`);
    expect((await chat.look(sooner)).text).toContain('⏰ 30 Nov 09:00');
    expect((await chat.look(later)).text).toContain('⏰ 28 Nov 09:00');
  });

  test('names whom a program writes to, which no card shows', async () => {
    await chat.say(OLGA, '/sms +79991112255 at=21:45 Hers');
    const made = { card_id: null, maker: 'token', maker_id: 'billing' } as const;
    await chat.store.db.updateTable('orders').set(made).execute();
    expect(only(await chat.say(OLGA, '/scheduled')).text).toContain('→ +7 999 111-22-55 · billing · «Hers»');
  });

  test('turns its pages', async () => {
    for (let n = 0; n < 9; n++) await chat.say(NIKOLAI, `/sms +7999123456${n} at=tomorrow 9:0${n} No ${n}`);
    const list = only(await chat.say(NIKOLAI, '/scheduled'));
    expect(list.buttons.at(-1)).toBe('Next ›');
    await chat.press(NIKOLAI, list, 'Next ›');
    expect((await chat.look(list)).text).toContain('9. 28 Nov 09:08');
  });
});

test('/stop stops what waits for its time, names it, and its maker has it go on', async () => {
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 at=21:45 Sale'));
  const stopped = only(await chat.say(OLGA, '/stop'));
  expect(stopped.text).toContain('Остановлена 1 отправка, ждавшая своего времени');
  expect(stopped.text).toContain('Nikolai, 19:30:00: назначено на 27 нояб. 21:45, ждёт');
  expect(stopped.buttons).toEqual(['Продолжить 1']);
  const held = await chat.look(card);
  expect(held.text).toContain('⏸ stopped: Olga, 19:30:00. It was set for 27 Nov 21:45.');
  expect(held.buttons).toEqual(['Resume', 'Cancel']);
  await after(135);
  expect(await states()).toEqual(['waiting']);
  await after(138);
  await chat.press(NIKOLAI, held, 'Resume');
  expect(await states()).toEqual(['queued']);
});
