import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fail, told } from '../support/alerts.ts';
import { chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';

const ENGLISH = { ...OLGA, language_code: 'en' };

const linesOf = ({ copied }: Shown): readonly string[] => copied.filter((line) => line.startsWith('/watch'));

test.each([
  {
    person: OLGA,
    edit: 'Изменить',
    text: '✏️ все, что не доставлено: /watch failed from=SHOP code=6\nНажмите кнопку или ответьте на это сообщение тем, что нужно изменить, например code=253,254: остальное останется.\nЕщё можно: from=, channel=, operator=, code=, by=, number=, bulk=; без значения — убрать.',
    buttons: ['✖ from=SHOP', '✖ code=6', 'Без рассылок', 'Без звука', 'Назад'],
    press: ['✖ code=6', 'Без рассылок', 'Без звука'],
    after: ['✖ from=SHOP', 'С рассылками', 'Со звуком', 'Назад'],
  },
  {
    person: ENGLISH,
    edit: 'Edit',
    text: '✏️ all that was not delivered: /watch failed from=SHOP code=6\nPress a button, or reply to this message with what is to be different, such as code=253,254: the rest stays.\nIt can also have from=, channel=, operator=, code=, by=, number=, bulk=; with nothing behind it, it is taken away.',
    buttons: ['✖ from=SHOP', '✖ code=6', 'Without campaigns', 'Without a sound', 'Back'],
    press: ['✖ code=6', 'Without campaigns', 'Without a sound'],
    after: ['✖ from=SHOP', 'With campaigns', 'With a sound', 'Back'],
  },
])('[$edit] opens what a watch can be otherwise, and each button changes it at once', async (row) => {
  const chat = await chatForTest();
  const [list] = await chat.say(row.person, '/watch failed from=SHOP code=6');
  if (!list) throw new Error('no card');
  expect((await chat.press(row.person, list, row.edit)).cards).toEqual([]);
  const open = await chat.look(list);
  expect(open.text).toBe(row.text);
  expect(open.buttons).toEqual(row.buttons);
  for (const button of row.press) await chat.press(row.person, list, button);
  const changed = await chat.look(list);
  expect(linesOf(changed)).toEqual(['/watch failed from=SHOP bulk=no silent=yes']);
  expect(changed.buttons).toEqual(row.after);
  await chat.press(row.person, list, row.after.at(-1) ?? '');
  expect(linesOf(await chat.look(list))).toEqual(['/watch failed from=SHOP bulk=no silent=yes']);
  expect((await chat.look(list)).buttons).toContain(row.edit);
});

test.each([
  {
    person: OLGA,
    edit: 'Изменить',
    says: '15 минут',
    replaced: 'Вместо прежней: /watch rate 20% 10m from=SHOP',
  },
  { person: ENGLISH, edit: 'Edit', says: '15 min', replaced: 'In place of: /watch rate 20% 10m from=SHOP' },
])('a reply says what is to be different ($says), and the list says in place of what', async (row) => {
  const chat = await chatForTest();
  const [list] = await chat.say(row.person, '/watch rate from=SHOP');
  if (!list) throw new Error('no card');
  await chat.press(row.person, list, row.edit);
  expect((await chat.look(list)).buttons.slice(0, 6)).toEqual(['10%', '30%', '50%', '5m', '30m', '60m']);
  const [answer] = await chat.say(row.person, row.says, { replyTo: list });
  expect(answer?.text).toContain('/watch rate 20% 15m from=SHOP');
  expect(answer?.text).toContain(row.replaced);
  expect((await chat.look(list)).buttons).toContain(row.edit);
  await chat.press(row.person, list, row.edit);
  await chat.press(row.person, list, '30%');
  expect(linesOf(await chat.look(list))).toEqual(['/watch rate 30% 15m from=SHOP']);
  // Of what is there no more, nothing is in the place of anything.
  if (!answer) throw new Error('no card');
  await chat.press(row.person, answer, row.person === OLGA ? 'Убрать' : 'Remove');
  expect((await chat.look(answer)).text).not.toContain('rate 20%');
});

test.each([
  [OLGA, 'Изменить', '15 минут', 'спасибо'],
  [ENGLISH, 'Edit', '15 min', 'thanks'],
])(
  'in private what is said next does so too where it can be read: %s',
  async (person, edit, says, chatter) => {
    const chat = await chatForTest();
    const list = only(await chat.say(person, '/watch rate from=SHOP'));
    await chat.press(person, list, edit);
    expect(linesOf(only(await chat.say(person, says)))).toContain('/watch rate 20% 15m from=SHOP');
    const other = only(await chat.say(person, '/watch'));
    await chat.press(person, other, edit);
    for (const { text } of await chat.say(person, chatter)) expect(text).not.toContain('/watch rate');
    expect((await chat.look(other)).buttons).toContain('10%');
  },
);

test('of a reply that is not understood nothing is lost: whole lines with the rest of the watch are offered', async () => {
  const chat = await chatForTest();
  const [list] = await chat.say(OLGA, '/watch failed from=SHOP bulk=no');
  if (!list) throw new Error('no card');
  await chat.press(OLGA, list, 'Изменить');
  const [refused] = await chat.say(OLGA, 'code=шесть', { replyTo: list });
  expect(refused?.text).toContain('Прочитано так: /watch failed from=SHOP bulk=no code=шесть');
  expect(refused?.copied).toEqual(['/watch failed from=SHOP bulk=no code=253,254']);
  expect(linesOf(await chat.look(list))).toEqual(['/watch failed from=SHOP bulk=no']);
});

test('what was muted stays so while it is changed, and what came before is told', async () => {
  const chat = await chatForTest();
  const [list] = await chat.say(OLGA, '/watch failed code=254');
  if (!list) throw new Error('no card');
  await chat.press(OLGA, list, 'Тихо 1 ч');
  await fail(chat, 254);
  await chat.press(OLGA, list, 'Изменить');
  await chat.say(OLGA, 'code=11', { replyTo: list });
  await fail(chat, 254);
  expect(await told(chat)).toEqual([]);
  const [digest] = await told(chat, Date.now() + 3_700_000);
  expect(digest?.text).toMatch(/^🔴 Не доставлено · /);
});

test('another kind in the reply takes the place of both, and both are named', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch lag 5m');
  const [list] = await chat.say(OLGA, '/watch rate 20% 10m');
  if (!list) throw new Error('no card');
  await chat.press(OLGA, list, 'Изменить');
  const [answer] = await chat.say(OLGA, 'lag 30m', { replyTo: list });
  expect(linesOf(answer ?? list)).toEqual(['/watch lag 30m', '/watch rate 20% 10m\n/watch lag 5m']);
});

test.each([
  [
    OLGA,
    '👁 Теперь сообщаю здесь об этом:',
    'Показать все 3',
    '🔕 Больше не сообщаю: /watch doubt',
    'Показать все 2',
  ],
  [
    ENGLISH,
    '👁 From now on I tell of this here:',
    'Show all 3',
    '🔕 No more told of: /watch doubt',
    'Show all 2',
  ],
])(
  'where more is told, what has just been changed is shown alone, and all by a button: %#',
  async (person, head, all, off, others) => {
    const chat = await chatForTest();
    const first = only(await chat.say(person, '/watch failed'));
    expect(first.buttons).toHaveLength(3);
    await chat.say(person, '/watch doubt');
    const changed = only(await chat.say(person, '/watch rate 20% 10m'));
    expect(changed.text.split('\n')[0]).toBe(head);
    expect(linesOf(changed)).toEqual(['/watch rate 20% 10m']);
    expect(changed.buttons.at(-1)).toBe(all);
    await chat.press(person, changed, changed.buttons[1] ?? '');
    expect(linesOf(await chat.look(changed))).toHaveLength(2);
    await chat.say(person, '/watch rate 20% 10m');
    const gone = only(await chat.say(person, '/watch off doubt'));
    expect([gone.text, gone.buttons]).toEqual([off, [others]]);
    await chat.press(person, gone, others);
    expect(linesOf(await chat.look(gone))).toEqual(['/watch failed', '/watch rate 20% 10m']);
  },
);

test('a heartbeat that is called otherwise is expected from then on', async () => {
  const chat = await chatForTest();
  const [list] = await chat.say(OLGA, '/watch heartbeat backup 1h');
  if (!list) throw new Error('no card');
  await chat.press(OLGA, list, 'Изменить');
  const [answer] = await chat.say(OLGA, 'nightly', { replyTo: list });
  expect(linesOf(answer ?? list)[0]).toBe('/watch heartbeat nightly 1h');
  expect(await told(chat)).toEqual([]);
});

test('in a group its admins alone change what is watched, by button and by reply', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const [list] = await chat.say(ENGLISH, '/watch failed code=6', { chat: GROUP });
  if (!list) throw new Error('no card');
  await chat.press(NIKOLAI, list, list.buttons[0] ?? '', GROUP);
  expect((await chat.look(list)).text).not.toContain('✏️');
  await chat.press(OLGA, list, list.buttons[0] ?? '', GROUP);
  const [refused] = await chat.say(NIKOLAI, 'code=11', { chat: GROUP, replyTo: list });
  expect(refused?.card.kind).toBe('notice');
  expect(linesOf(await chat.look(list))).toEqual(['/watch failed code=6']);
});

test.each([
  {
    person: OLGA,
    choose: '✋ Нажмите [Убрать] под тем, о чём больше не сообщать.',
    off: '🔕 Больше не сообщаю: /watch failed',
    mute: '🔕 Пока молчу об этом: /watch spend 500 1d',
    none: '❔ Ничего не изменено, здесь такого нет: rate',
    words: ['убрать', 'убрать недоставленные', 'тихо расходы', 'удалить rate', 'изменить spend'],
    edit: '✏️ расходы выше границы',
  },
  {
    person: ENGLISH,
    choose: '✋ Press [Remove] below what shall not be told any more.',
    off: '🔕 No more told of: /watch failed',
    mute: '🔕 Muted: /watch spend 500 1d',
    none: '❔ Nothing was changed, there is nothing like this here: rate',
    words: ['off', 'remove failed', 'mute spend', 'delete rate', 'edit spend'],
    edit: '✏️ money spent beyond a limit',
  },
])(
  'a word before a watch, typed or in reply to the list, does what it says and says so first',
  async (row) => {
    const chat = await chatForTest();
    const say = async (line: string, replyTo?: Shown) =>
      only(await chat.say(row.person, line, replyTo ? { replyTo } : {}));
    await say('/watch failed');
    const list = await say('/watch spend 500 1d');
    const [choose = '', off = '', mute = '', none = '', edit = ''] = row.words;
    const chosen = await say(`/watch ${choose}`);
    expect(chosen.text.split('\n')[0]).toBe(row.choose);
    expect(linesOf(chosen)).toHaveLength(2);
    const removed = await say(off, list);
    expect(removed.text.split('\n')[0]).toBe(row.off);
    expect(linesOf(removed)).toEqual(['/watch failed']);
    const muted = await say(`/watch ${mute}`);
    expect(muted.text.split('\n')[0]).toBe(row.mute);
    await chat.press(row.person, muted, muted.buttons[2] ?? '');
    expect((await chat.look(muted)).text).not.toContain(row.mute);
    expect((await say(`/watch ${none}`)).text.split('\n')[0]).toBe(row.none);
    expect((await say(edit, list)).text).toContain(row.edit);
    expect((await say('spend 700 1d', list)).text).toContain('/watch spend 700 1d');
    expect((await say('???', list)).text).toContain('/watch');
  },
);

describe('a word before a watch goes for the words behind it', () => {
  beforeEach(() => void vi.setSystemTime(Date.parse('2026-11-23T09:00:00Z')));
  afterEach(() => void vi.useRealTimers());

  test.each([
    ['mute rate', '13:00:00'],
    ['mute rate 2h', '14:00:00'],
    ['mute rate 20% 10m', '13:00:00'],
    ['mute rate 20% 10m for 2 hours', '14:00:00'],
    ['mute 2 30 min', '12:30:00'],
    ['тихо rate на 3 часа', '15:00:00'],
    ['mute rate until 18:00', '18:00:00'],
    ['mute rate until 9am', '24 нояб. 09:00:00'],
  ])('/watch %s: silent until %s', async (words, until) => {
    const chat = await chatForTest();
    await chat.say(OLGA, '/watch failed');
    await chat.say(OLGA, '/watch rate 20% 10m');
    const [list] = await chat.say(OLGA, `/watch ${words}`);
    expect(list?.text.split('\n')[0]).toBe('🔕 Пока молчу об этом: /watch rate 20% 10m');
    expect(list?.text).toContain(`/watch rate 20% 10m · тихо до ${until}`);
    expect(list?.text.match(/тихо до/g)).toHaveLength(1);
  });

  test.each([
    [
      'mute rate for ever',
      '❔ Nothing was changed, it is not clear until when to be silent. For example: /watch mute rate until 9:00',
    ],
    ['mute rate 50%', '❔ Nothing was changed, there is nothing like this here: rate 50%'],
    [
      'mute 2h',
      '✋ Press [Mute 1h] below what shall be silent, or write for how long, such as: /watch mute rate 2h',
    ],
  ])('/watch %s mutes nothing, and says so', async (words, said) => {
    const chat = await chatForTest();
    await chat.say(ENGLISH, '/watch failed');
    await chat.say(ENGLISH, '/watch rate 20% 10m');
    const [list] = await chat.say(ENGLISH, `/watch ${words}`);
    expect(list?.text.split('\n')[0]).toBe(said);
    expect(list?.text).not.toContain('muted until');
  });

  test.each([
    [
      OLGA,
      '/mute',
      '✋ Нажмите [Тихо 1 ч] под тем, о чём пока молчать, или напишите, на сколько, например: /watch mute rate 2h',
    ],
    [
      OLGA,
      '/тихо',
      '✋ Нажмите [Тихо 1 ч] под тем, о чём пока молчать, или напишите, на сколько, например: /watch mute rate 2h',
    ],
  ])('%o: %s is for the watches here', async (person, typed, said) => {
    const chat = await chatForTest();
    await chat.say(person, '/watch failed');
    await chat.say(person, '/watch rate 20% 10m');
    const [list] = await chat.say(person, typed);
    expect(list?.text.split('\n')[0]).toBe(said);
    expect(list?.text).toContain('1 · ');
  });

  test('/mute with one of them says what is silent until when, and shows the others by a button', async () => {
    const chat = await chatForTest();
    await chat.say(ENGLISH, '/watch failed');
    await chat.say(ENGLISH, '/watch rate 20% 10m');
    const list = only(await chat.say(ENGLISH, '/mute rate 2h'));
    expect(list.text).toMatch(/^🔕 Muted: \/watch rate 20% 10m\n.* · muted until 14:00:00$/);
    await chat.press(ENGLISH, list, 'Show all 2');
    const all = await chat.look(list);
    expect(linesOf(all)).toEqual(['/watch failed', '/watch rate 20% 10m']);
    await chat.press(ENGLISH, all, '2 · Speak again');
    expect((await chat.look(list)).text).not.toContain('muted');
  });

  test('where there is one watch alone, that is muted', async () => {
    const chat = await chatForTest();
    await chat.say(ENGLISH, '/watch failed');
    expect((await chat.say(ENGLISH, '/watch mute 2h'))[0]?.text).toContain('muted until 14:00:00');
  });

  test.each([
    [ENGLISH, 'mute failed tomorrow morning', /muted until 24 Nov 09:00/],
    [ENGLISH, 'mute failed till Monday', /muted until 30 Nov 09:00/],
    [OLGA, 'тихо failed до завтра', /до 24 нояб\. 09:00/],
    [OLGA, 'тихо failed до понедельника', /до 30 нояб\. 09:00/],
  ])('/watch $1 reads a day or a part of one: %#', async (person, words, until) => {
    const chat = await chatForTest();
    await chat.say(person, '/watch failed');
    await chat.say(person, '/watch rate 20% 10m');
    expect(only(await chat.say(person, `/watch ${words}`)).text).toMatch(until);
  });

  test.each([
    [ENGLISH, 'until', /^❔ Nothing was changed, it is not clear until when/, /muted until .*09:00/],
    [OLGA, 'до', /^❔ Ничего не изменено: непонятно, до какого времени/, /до .*09:00/],
  ])(
    'a time that nobody can read is said to be that, with a line: %#',
    async (person, until, words, muted) => {
      const chat = await chatForTest();
      await chat.say(person, '/watch failed');
      await chat.say(person, '/watch rate 20% 10m');
      const asked = only(await chat.say(person, '/watch mute failed till lunchtime'));
      expect(asked.text).toMatch(words);
      const line = `/watch mute failed ${until} 9:00`;
      expect(asked.copied).toContain(line);
      expect(only(await chat.say(person, line)).text).toMatch(muted);
    },
  );

  test('a summary that is muted by its own day is so for an hour', async () => {
    const chat = await chatForTest();
    await chat.say(ENGLISH, '/watch failed');
    await chat.say(ENGLISH, '/watch summary weekly mon 9:00');
    expect(only(await chat.say(ENGLISH, '/watch mute summary weekly mon')).text).toContain(
      'muted until 13:00',
    );
  });

  test.each([
    ['edit rate 30%', '/watch rate 30% 10m from=SHOP'],
    ['change rate 15 min code=254', '/watch rate 20% 15m from=SHOP code=254'],
    ['изменить 2 from=', '/watch rate 20% 10m'],
  ])('/watch %s changes so much of it, and leaves the rest', async (words, line) => {
    const chat = await chatForTest();
    await chat.say(ENGLISH, '/watch failed');
    await chat.say(ENGLISH, '/watch rate 20% 10m from=SHOP');
    const [list] = await chat.say(ENGLISH, `/watch ${words}`);
    expect(linesOf(list as Shown)).toEqual([line, '/watch rate 20% 10m from=SHOP']);
    expect(list?.text).toContain('In place of: /watch rate 20% 10m from=SHOP');
  });

  test('what cannot be read changes nothing, and the whole line is offered', async () => {
    const chat = await chatForTest();
    await chat.say(ENGLISH, '/watch failed from=SHOP');
    const [refused] = await chat.say(ENGLISH, '/watch edit failed code=six');
    expect(refused?.copied).toEqual(['/watch failed from=SHOP code=253,254']);
    expect((await chat.say(ENGLISH, '/watch edit failed'))[0]?.text).toContain('✏️');
  });
});

test('a heartbeat is named by its name, and a watch by its place in the list', async () => {
  const chat = await chatForTest();
  for (const line of ['heartbeat backup 5m', 'heartbeat billing 1h', 'failed'])
    await chat.say(OLGA, `/watch ${line}`);
  const [removed] = await chat.say(OLGA, '/watch off heartbeat billing');
  expect(removed?.text.split('\n')[0]).toBe('🔕 Больше не сообщаю: /watch heartbeat billing 1h');
  const [second] = await chat.say(OLGA, '/watch off 1');
  expect(second?.text).toMatch(/^🔕 Больше не сообщаю: \/watch (?:failed|heartbeat backup 5m)$/);
});

test('below a list in a group people talk to each other', async () => {
  const chat = await chatForTest();
  const [list] = await chat.say(OLGA, '/watch failed', { chat: GROUP });
  if (!list) throw new Error('no card');
  expect(await chat.say(OLGA, 'наконец-то', { chat: GROUP, replyTo: list })).toEqual([]);
});
