import { describe, expect, test } from 'vitest';
import { readBody } from '../../../../src/chat/cards/kind.ts';
import { type ProblemBody, problemCard } from '../../../../src/chat/cards/problem/body.ts';
import { problemView } from '../../../../src/chat/cards/problem/view.ts';
import { LANGUAGES, type Language, localeFor } from '../../../../src/chat/locale.ts';
import { TEXT_LIMIT, type View } from '../../../../src/chat/show/view.ts';
import { NO_MOMENT } from '../../../../src/chat/times/clock-moment.ts';
import { NOT_IN_MAIL, type RefusalReason } from '../../../../src/messages/request.ts';
import type { Card } from '../../../../src/store/chats/cards.ts';
import type { Reader } from '../../../../src/store/engine/database.ts';
import { SETTINGS } from '../../../support/chat.ts';
import { EN, RU } from '../../../support/languages.ts';

type Problem = ProblemBody['problem'];
/** One of each kind, so that a new kind without a sample does not compile. */
type Samples<Of extends { kind: string }> = { [Kind in Of['kind']]: (Of & { kind: Kind })[] };

const OPTIONS = [
  { kind: 'text' },
  { kind: 'word' },
  { kind: 'moment' },
  { kind: 'integer', min: 10, max: 35 },
  { kind: 'choice', values: ['yes', 'no'] },
] as const;
const REASONS = ['not-a-number', 'too-short', 'too-long', 'not-valid', 'not-an-address'] as const;

const DIGITS = [
  { reason: 'too-short', expected: { callingCode: '7', digits: [10], typed: 9 } },
  { reason: 'too-short', expected: { callingCode: '44', digits: [9, 10], typed: 7 } },
  { reason: 'too-long', expected: { callingCode: '7', digits: [10], typed: 11 } },
  { reason: 'too-long', expected: { callingCode: '44', digits: [9, 10], typed: 31 } },
] as const;

const problems: Samples<Exclude<Problem, { kind: 'refused' }>> = {
  'no-recipient': [{ kind: 'no-recipient' }],
  'bad-recipient': [
    ...REASONS.map((reason) => ({ kind: 'bad-recipient' as const, typed: '+7999', reason })),
    ...DIGITS.map((one) => ({ kind: 'bad-recipient' as const, typed: '+7999', ...one })),
  ],
  'bad-recipients': [
    { kind: 'bad-recipients', bad: REASONS.map((reason) => ({ typed: '+7999', reason })) },
    { kind: 'bad-recipients', bad: DIGITS.map((one) => ({ typed: '+7999', ...one })) },
  ],
  'too-many-recipients': [1, 2, 5].map((count) => ({ kind: 'too-many-recipients', count })),
  'unknown-name': [
    { kind: 'unknown-name', typed: 'ivna', near: ['ivan'] },
    { kind: 'unknown-name', typed: 'ivna', near: [] },
    { kind: 'unknown-name', typed: '#couriers', near: ['#courier'] },
    { kind: 'unknown-name', typed: '#couriers', near: [] },
  ],
  'no-address': [{ kind: 'no-address', names: ['ivan', 'olga'] }],
  'empty-group': [{ kind: 'empty-group', typed: '#couriers' }],
  'unknown-option': [
    { kind: 'unknown-option', word: 'form', known: ['from', 'comment'] },
    { kind: 'unknown-option', word: 'form', known: [] },
  ],
  'bad-option': OPTIONS.map((expected) => ({ kind: 'bad-option', name: 'ring', value: '5', expected })),
  'several-commands': [
    { kind: 'several-commands', count: 2, isFirst: true, isText: false },
    { kind: 'several-commands', count: 2, isFirst: true, isText: true },
    { kind: 'several-commands', count: 1, isFirst: false, isText: false },
    { kind: 'several-commands', count: 2, isFirst: false, isText: true },
  ],
  'quota-of-what': [{ kind: 'quota-of-what', typed: '50' }],
  'unknown-word': [{ kind: 'unknown-word', typed: 'disk' }],
  'repeated-option': [{ kind: 'repeated-option', name: 'from' }],
  'unclosed-quote': [{ kind: 'unclosed-quote', name: 'comment' }],
  'missing-option': OPTIONS.map((expected) => ({ kind: 'missing-option', name: 'subject', expected })),
  'option-first': [{ kind: 'option-first', name: 'from' }],
  'no-moment': NO_MOMENT.map((why) => ({ kind: 'no-moment', typed: '9', why })),
  'missing-text': [{ kind: 'missing-text' }],
  'time-behind': [{ kind: 'time-behind', name: 'at', value: '18:30' }],
  'text-not-taken': [{ kind: 'text-not-taken', text: 'hello' }],
  'bad-code': [{ kind: 'bad-code', typed: '12' }],
  extension: [{ kind: 'extension', typed: 'доб. 12' }],
  ambiguous: [{ kind: 'ambiguous', typed: '8 800 555' }],
  'by-id': [{ kind: 'by-id', typed: 'Nikolai admin' }],
  'phone-not-id': [{ kind: 'phone-not-id', typed: '+79991234567' }],
  'phone-or-id': [{ kind: 'phone-or-id', typed: '79991234567' }],
  'not-one-of': [
    { kind: 'not-one-of', typed: 'boss', values: ['viewer', 'operator'] },
    { kind: 'not-one-of', typed: '', values: ['viewer', 'operator'] },
  ],
  'not-one-like': [{ kind: 'not-one-like', typed: 'at night', values: ['22-9', '21-8'] }],
  'looks-like': [{ kind: 'looks-like', typed: '/ыьы' }],
  'no-command': [{ kind: 'no-command' }],
  'unknown-command': [{ kind: 'unknown-command', known: ['/sms'] }],
};

const refusals: Samples<RefusalReason> = {
  'changes-channel': [{ kind: 'changes-channel', mark: '__VIBER__' }],
  'cut-by-mark': [{ kind: 'cut-by-mark', mark: '~~~' }],
  'comment-needs-wider-alphabet': [
    { kind: 'comment-needs-wider-alphabet', alphabet: 'gsm', characters: ['т', 'е'] },
  ],
  'not-in-alphabet': [{ kind: 'not-in-alphabet', alphabet: 'latin1', characters: ['Ж'] }],
  'alphabet-unavailable': [{ kind: 'alphabet-unavailable', alphabet: 'gsm' }],
  'channel-unavailable': [{ kind: 'channel-unavailable', channel: 'viber' }],
  'no-place-in-mail': NOT_IN_MAIL.map((what) => ({ kind: 'no-place-in-mail', what })),
  'comment-unavailable': [{ kind: 'comment-unavailable' }],
  'bad-code': [{ kind: 'bad-code' }],
  'bad-bot-name': [{ kind: 'bad-bot-name', bot: '@имя' }],
  'unknown-voice': [{ kind: 'unknown-voice', voice: 'w9' }],
  'bad-sender': [{ kind: 'bad-sender', from: 'Магазин' }],
  'empty-text': [{ kind: 'empty-text' }],
  'empty-comment': [{ kind: 'empty-comment' }],
  'empty-subject': [{ kind: 'empty-subject' }],
  'subject-breaks-line': [{ kind: 'subject-breaks-line' }],
  'comment-with-call-options': [{ kind: 'comment-with-call-options' }],
  'too-long': [{ kind: 'too-long', parts: 300, limit: 255 }],
  'bad-via': [{ kind: 'bad-via', typed: 'viber', channel: 'sms' }],
  'bad-after': [{ kind: 'bad-after', typed: '1s' }],
  'out-of-range': [{ kind: 'out-of-range', option: 'ring', min: 10, max: 35 }],
};

const everything: Problem[] = [
  ...Object.values(problems).flat(),
  ...Object.values(refusals)
    .flat()
    .map((reason): Problem => ({ kind: 'refused', reason })),
];

/** A problem's card shows no rows. */
const db = null as unknown as Reader;

async function shown(
  problem: Problem,
  language: Language,
  more: Partial<ProblemBody> = {},
): Promise<{ text: string; copied: string[] }> {
  const body: ProblemBody = {
    command: 'sms',
    problem,
    reading: '/sms +79991234567 hi',
    corrections: ['/sms +79991234567 -- hi'],
    leftOut: [],
    usage: [{ kind: 'command', name: 'sms' }],
    ...more,
  };
  const context = {
    db,
    settings: SETTINGS,
    locale: localeFor(language, 'UTC'),
    read: (work: (db: Reader) => Promise<never>) => work(db),
    reader: null,
    now: 0,
    isPressed: false,
  };
  const card = { kind: 'problem', body: JSON.stringify(body) } as Card;
  const kept = readBody(problemCard, card);
  if (!kept) throw new Error(`a body that cannot be read: ${card.body}`);
  const view: View = await problemView(context, card, kept);
  if (typeof view.text === 'string') throw new Error('a problem has lines to copy');
  const { text, entities } = view.text;
  const codes = entities.filter(({ type }) => type === 'code');
  return { text, copied: codes.map(({ offset, length }) => text.slice(offset, offset + length)) };
}

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(everything.map((problem) => [JSON.stringify(problem), problem] as const))(
    '%s is answered with the reading, what is wrong, and a line to copy',
    async (_, problem) => {
      const { text, copied } = await shown(problem, language);
      expect(text).toMatch(/^❌ \S/);
      if (problem.kind !== 'ambiguous') expect(text).toContain('/sms +79991234567 hi');
      expect(copied).toEqual(['/sms +79991234567 -- hi']);
      expect(text).not.toMatch(/undefined|null|\{|\[object/);
    },
  );

  test.each(everything.map((problem) => [JSON.stringify(problem), problem] as const))(
    '%s says how the command is written when there is nothing to copy',
    async (_, problem) => {
      const usage = [
        { kind: 'command', name: 'sms' },
        { kind: 'option', name: 'from', expected: { kind: 'word' }, required: false },
      ] as const;
      const { copied } = await shown(problem, language, { corrections: [], usage });
      // A time that cannot be had says itself how times are written.
      expect(copied).toEqual(problem.kind === 'no-moment' ? [] : ['/sms [from=…]']);
    },
  );
});

test.each([
  [RU, 'Прочитано так'],
  [EN, 'I read it as'],
] as const)('in %s, of two readings neither is shown as the one that was taken', async (language, words) => {
  const readings = ['/sms +79991234567, +79991112233 hi', '/sms +79991234567 -- +79991112233 hi'];
  const asked = { reading: readings[1] ?? '', corrections: readings };
  const { text, copied } = await shown({ kind: 'ambiguous', typed: '+79991112233' }, language, asked);
  expect(text).not.toContain(words);
  expect(copied).toEqual(readings);
});

test.each([
  [RU, '↳ без слов: «comment="счёт 12" … 30%»'],
  [EN, '↳ left out: “comment="счёт 12" … 30%”'],
] as const)(
  'in %s, what a line leaves out stands below it, but for what the reason names',
  async (language, words) => {
    const lines = { corrections: ['/sms +79991234567 hi', '/sms +79991234567 -- hi'] };
    const lacking = ['from=SHOP?', 'comment="счёт 12"', '30%'];
    const bad = { kind: 'refused', reason: { kind: 'bad-sender', from: 'SHOP?' } } as const;
    const { text } = await shown(bad, language, { ...lines, leftOut: [lacking, []] });
    expect(text).toContain(`${lines.corrections[0]}\n${words}\n${lines.corrections[1]}`);
    const alike = await shown(bad, language, { ...lines, leftOut: [lacking, lacking] });
    expect(alike.text).toContain(`${lines.corrections.join('\n')}\n${words}`);
  },
);

test('no two problems read the same', async () => {
  for (const language of LANGUAGES) {
    const texts = await Promise.all(everything.map(async (one) => (await shown(one, language)).text));
    expect(new Set(texts).size).toBe(texts.length);
  }
});

test.each([
  [RU, 0, /Не хватает цифры: после \+7 должно быть 10\..*«\+7999»/],
  [RU, 1, /Не хватает цифр: 2, после \+44 должно быть 9 или 10\./],
  [RU, 2, /Лишняя цифра: после \+7 должно быть 10\./],
  [RU, 3, /Лишних цифр: 21, после \+44 должно быть 9 или 10\./],
  [EN, 0, /One digit is missing: \+7 takes 10\..*“\+7999”/],
  [EN, 1, /2 digits are missing: \+44 takes 9 or 10\./],
  [EN, 2, /One digit too many: \+7 takes 10\./],
  [EN, 3, /21 digits too many: \+44 takes 9 or 10\./],
] as const)(
  'in %s, digits that are too many or missing are counted (%i)',
  async (language, sample, words) => {
    const one = { typed: '+7999', ...DIGITS[sample] };
    expect((await shown({ kind: 'bad-recipient', ...one }, language)).text).toMatch(words);
    const { text } = await shown({ kind: 'bad-recipients', bad: [one, one] }, language);
    const [count = ''] = words.source.split('\\.');
    expect(text).toMatch(new RegExp(`\\+7999 \\(${count}\\)`, 'iu'));
  },
);

test('characters are named: those that can be seen by themselves, the others by their code point', async () => {
  const reason: RefusalReason = {
    kind: 'not-in-alphabet',
    alphabet: 'gsm',
    characters: ['ё', '\u200b', '\ud83d'],
  };
  const { text } = await shown({ kind: 'refused', reason }, EN);
  expect(text).toContain('GSM-7 has no “ё”, U+200B, U+D83D.');
});

test('of many characters ten are named and the rest is counted', async () => {
  const reason: RefusalReason = {
    kind: 'not-in-alphabet',
    alphabet: 'gsm',
    characters: [...'абвгдежзийклм'],
  };
  const { text } = await shown({ kind: 'refused', reason }, RU);
  expect(text).toContain('«й» и ещё 3');
});

test('a line too long for the card is left out whole, never cut, and the card fits a Telegram message', async () => {
  const long = `/sms +79991234567 ${'слово '.repeat(640)}`;
  const { text, copied } = await shown({ kind: 'ambiguous', typed: long }, RU, {
    reading: long,
    corrections: [long, '/sms +79991234567 short'],
  });
  expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
  expect(copied).toEqual(['/sms +79991234567 short']);
});
