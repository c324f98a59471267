import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { TEXT_LIMIT } from '../../src/chat/show/view.ts';
import { WATCH_KINDS } from '../../src/watch/watched.ts';
import { chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';

/** Names of the commands that a /help offers; with its last line it says how it is asked about one. */
const offered = (copied: readonly string[]): string[] =>
  [...new Set(copied.slice(0, -1).map((line) => line.slice(1).split(' ')[0] ?? ''))].sort();
const LOOKUPS = ['error', 'health', 'hlr', 'lang', 'ping', 'quota', 'stats', 'status'];
const SENDING = [
  'balance',
  'away',
  'back',
  'bot',
  'bulk',
  'call',
  'contact',
  'email',
  'group',
  'history',
  'inbox',
  'queue',
  'settings',
  'scheduled',
  'sms',
  'soc',
  'stop',
  'stoplist',
  't',
  'template',
  'tgm',
  'viber',
  'watch',
];
const PEOPLE = ['audit', 'export', 'forget', 'grant', 'hook', 'people', 'revoke'];

test.each([
  ['viewer', LOOKUPS],
  ['operator', [...LOOKUPS, ...SENDING]],
  ['admin', [...LOOKUPS, ...SENDING, ...PEOPLE]],
] as const)('a %s is shown what they may do, and nothing else', async (role, names) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, role);
  const [help, ...more] = await chat.say(NIKOLAI, '/help');
  expect(more).toEqual([]);
  expect(offered(help?.copied ?? [])).toEqual([...names].sort());
  expect(help?.copied.at(-1)).toBe(`/help ${role === 'viewer' ? 'hlr' : 'sms'}`);
  expect(help?.text.length).toBeLessThanOrEqual(TEXT_LIMIT);
});

test('in a group what only its admins may do is not shown to others', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const [help] = await chat.say(NIKOLAI, '/help', { chat: GROUP });
  expect(offered(help?.copied ?? [])).not.toContain('lang');
});

test('an owner is shown every command there is', async () => {
  const chat = await chatForTest();
  const [help] = await chat.say(OLGA, '/help');
  const all = commands.map(({ spec }) => spec.name).filter((name) => !['help', 'start'].includes(name));
  expect(offered(help?.copied ?? [])).toEqual(all.sort());
  expect(help?.text).toContain('/away до пн');
  expect(help?.text).toContain('Отправить SMS: /sms +79991234567 Ваш заказ готов');
});

describe.each(commands)('/help $spec.name', ({ spec }) => {
  test.each([
    ['Russian', OLGA],
    ['English', NIKOLAI],
  ] as const)('names each option and has an example to copy, in %s', async (_, person) => {
    const chat = await chatForTest({ ownerIds: [OLGA.id, NIKOLAI.id] });
    const [usage] = await chat.say(person, `/help ${spec.name}`);
    expect(usage?.card.kind).toBe('usage');
    // Marks of what can be copied are no text.
    expect(usage?.text).not.toContain('`');
    for (const name of Object.keys(spec.options)) {
      expect(usage?.copied.some((option) => option.startsWith(`${name}=`))).toBe(true);
    }
    const examples = usage?.copied.filter((line) => line.startsWith(`/${spec.name}`)) ?? [];
    expect(examples.length).toBeGreaterThan(0);
    // Of a table's columns alone are such names read.
    expect(usage?.text.replace(/\{(?:имя|name|B)(?:\|\w+|\|клиент)?\}/g, '')).not.toMatch(/\{|undefined/);
  });

  test('has examples that the command takes', async () => {
    const chat = await chatForTest();
    const [usage] = await chat.say(OLGA, `/help ${spec.name}`);
    const examples = usage?.copied.filter((line) => line.startsWith(`/${spec.name}`)) ?? [];
    for (const example of examples) {
      const cards = await chat.say(OLGA, example);
      expect(cards.length).toBeGreaterThan(0);
      // A table is not typed: it is asked for.
      const lacks = spec.name === 'bulk' ? ['problem'] : ['problem', 'question'];
      expect(lacks).not.toContain(cards[0]?.card.kind);
    }
  });
});

test.each(['sms', '/sms', 'SMS', 'смс', 'ыьы'])('/help %s explains /sms', async (name) => {
  const chat = await chatForTest();
  const [usage] = await chat.say(OLGA, `/help ${name}`);
  expect(usage?.text).toContain(
    'Пишется так: /sms <номер>, … [from=…] [comment="…"] [alphabet=gsm|latin1|ucs2] [flash=yes|no] [kind=ad|service] [via=…] [after=…] [at=…] [now=yes] <текст>',
  );
});

test('help on what is not there, or not allowed, says so', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  expect((await chat.say(OLGA, '/help рассылки'))[0]?.text).toContain('/bulk');
  expect((await chat.say(NIKOLAI, '/help weather'))[0]?.text).toBe('There is no /weather. See /help.');
  expect((await chat.say(NIKOLAI, '/help grant'))[0]?.text).toContain('/grant takes the role admin.');
});

test.each([
  ['viewer', '/hlr', '/sms'],
  ['operator', '/sms', '/grant'],
  ['admin', '/grant', '/weather'],
] as const)('/start greets a %s with what to try', async (role, tried, notTried) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, role);
  for (const line of ['/start', '/start payload of a link']) {
    const [greeting, ...more] = await chat.say(NIKOLAI, line);
    expect(more).toEqual([]);
    expect(greeting?.text).toContain('Hello, Nikolai!');
    expect(greeting?.text).toContain(tried);
    expect(greeting?.text).not.toContain(notTried);
  }
});

test.each([OLGA, NIKOLAI])(
  'what a command does is no question in the list for $first_name',
  async (person) => {
    const chat = await chatForTest({ ownerIds: [OLGA.id, NIKOLAI.id] });
    const [card] = await chat.say(person, '/help');
    expect(card?.text).toContain('/ping');
    expect(card?.text).not.toContain('?:');
  },
);

test.each([OLGA, NIKOLAI])('/help watch names all that can be watched: $first_name', async (person) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const [card] = await chat.say(person, '/help watch');
  // /watch alone begins the first, and summaries are daily or weekly.
  const kinds = WATCH_KINDS.filter((kind) => !['usual', 'weekly'].includes(kind));
  for (const kind of kinds) expect(card?.text).toContain(kind);
});

test.each([
  ['admin', {}, null, 'A second person can approve what goes to many: /settings approve 50'],
  ['operator', {}, null, null],
  [
    'operator',
    { above: 100 },
    null,
    'What goes to more than 100 waits for a second person: /settings approve',
  ],
  ['operator', {}, '50', 'Если получателей больше 50, нужен второй человек: /settings approve'],
  ['operator', { above: 0 }, null, 'Whatever is sent waits for a second person: /settings approve'],
  ['operator', { senders: ['BANK'] }, null, 'Some of it waits for a second person: /settings approve'],
  ['viewer', { above: 100 }, null, null],
] as const)(
  'whether a second person approves is said to a %s where that is %j, here %s',
  async (role, approve, here, words) => {
    const chat = await chatForTest({ approve: { ...SETTINGS.approve, ...approve } });
    await chat.let(NIKOLAI, role);
    if (here) await chat.say(OLGA, `/settings approve ${here}`, { chat: GROUP });
    const help = only(await chat.say(NIKOLAI, '/help', here ? { chat: GROUP } : {}));
    if (words) expect(help.text).toContain(`\n${words}\n`);
    else expect(help.text).not.toMatch(/second person|второй человек/);
  },
);

test('an owner, too, is told how to have one', async () => {
  const chat = await chatForTest();
  const words = 'Большие отправки может подтверждать второй человек: /settings approve 50';
  expect(only(await chat.say(OLGA, '/help')).text).toContain(words);
});

test('numbers in examples are of the country of the bot, and the command takes them', async () => {
  const chat = await chatForTest({ ownerIds: [OLGA.id, NIKOLAI.id], country: 'GB' });
  for (const { spec } of commands) {
    const [usage] = await chat.say(NIKOLAI, `/help ${spec.name}`);
    expect(usage?.text).not.toMatch(/\+7\d/);
  }
  const [hello] = await chat.say(OLGA, '/start');
  expect(hello?.copied).toContain('/sms +447400123456 Привет');
  const [card] = await chat.say(OLGA, '/sms +447400123456 Привет');
  expect(card?.text).toContain('+44 7400 123456');
});
