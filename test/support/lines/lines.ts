import fc from 'fast-check';
import { placesIn } from '../../../src/chat/book/wording.ts';
import { settle } from '../../../src/demo/telegram/rich-text.ts';
import { WIRE } from '../outbox.ts';
import { beginsPlain, behind, hasMarks, isTextBehind } from './behind.ts';
import { column, type Head, listed, NAMES } from './heads.ts';
import { DECLARED, OWN, option, optionsFor } from './options.ts';
import type { SimulatedWire } from './phones.ts';
import { addressee, emailAddressee } from './recipients.ts';
import { text } from './texts.ts';

/** A line as somebody writes it, with what they mean by it: no parser has been asked. */
export interface Line {
  readonly typed: string;
  readonly wire: SimulatedWire;
  readonly command: string;
  /** As the wire has them, each once, in the order typed; those with a slip are nobody's. */
  readonly recipients: readonly string[];
  readonly slips: number;
  /** Whatever was typed as a recipient. */
  readonly written: readonly string[];
  /** What is to be read; '' of a look-up. */
  readonly text: string;
  /** What stands between the recipients and the text, where it may be the text's own. */
  readonly dash: string;
  /** Names, labels and the like, which stand around the recipients. */
  readonly around: readonly string[];
  /** The text stands on both sides of the recipient. */
  readonly isSplit: boolean;
  /** There is nothing to ask about: it has to become an order. */
  readonly isClear: boolean;
  readonly options: Readonly<Record<string, string>>;
}

const WIRES: readonly SimulatedWire[] = (['gsm', 'latin1'] as const).flatMap((defaultAlphabet) =>
  (['payload', 'udh', 'sar'] as const).map((long): SimulatedWire => ({ ...WIRE, defaultAlphabet, long })),
);
const wire = fc.constantFrom(...WIRES);

/** How the command is written; what is no command is answered with lines to copy. */
const said = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.constantFrom('/{} ', '/{} ', '/{} ', '/{}\n', '/{}  ', '/{}@demo_bot ', '/{}\u00a0'),
  },
  { weight: 1, arbitrary: fc.constantFrom('/ {} ', '. {} ', '{} ', '{}: ', '/{}: ') },
);

const texting = fc.oneof(
  { weight: 10, arbitrary: fc.constant('sms') },
  { weight: 1, arbitrary: fc.constantFrom('call', 'viber', 'soc', 'bot', 'email') },
);

function lineOf(
  written: string,
  {
    command,
    head,
    ...rest
  }: Pick<Line, 'command' | 'wire' | 'text' | 'dash' | 'isSplit' | 'isClear' | 'options'> & { head: Head },
): Line {
  const meant = head.all.flatMap(({ to }) => to ?? []);
  return {
    typed: written,
    command,
    recipients: [...new Set(meant)],
    slips: head.all.filter(({ to }) => to === null).length,
    written: head.all.map(({ typed }) => typed),
    around: head.around,
    ...rest,
  };
}

/** Telegram takes some characters out of what is written, and others for spaces. */
export function asTelegram(line: Line): Line {
  const cleaned = (words: string) => settle({ text: `x${words}x`, entities: [] }).text.slice(1, -1);
  return {
    ...line,
    typed: settle({ text: line.typed, entities: [] }).text,
    text: cleaned(line.text),
    dash: cleaned(line.dash),
  };
}

/**
 * Whether a text can be told from what stands before it: behind a column's last recipient or a name, words are a name;
 * digits in a list are a recipient; a dash behind an option is its value's.
 */
function isSaid(
  head: Head,
  kind: 'mark' | 'break' | 'space' | 'dash',
  words: string,
  hasOptions: boolean,
): boolean {
  if (kind === 'mark' || kind === 'break') return true;
  if (kind === 'dash' && hasOptions) return false;
  const isOne = head.isClear && head.all.length === 1;
  if (!isOne && /^[^\p{L}]*(?:\d[^\p{L}]*){7}/u.test(words)) return false;
  const ends = new RegExp(
    `[\\n\\r\\u2028]|(?:^|[\\s\\p{Cf}])(?:--(?:[\\s\\p{Cf}]|$)|(?:${DECLARED})\\s*=)`,
    'iu',
  );
  return !head.isNamed && !(head.typed.includes('\n') && ends.test(words));
}

/** Whoever writes one into a text may have meant it. */
const HAS_OPTION = new RegExp(`(?<![\\p{L}\\d_])(?:${DECLARED})\\s*=`, 'iu');
/** In a row of its own it is another command. */
const HAS_COMMAND = /\/(?:hlr|sms)/;

const toPeople = texting.chain((command) => {
  const one = command === 'email' ? emailAddressee : addressee;
  return fc
    .record({
      wire,
      said,
      head: fc.oneof({ weight: 4, arbitrary: listed(one) }, { weight: 2, arbitrary: column(one) }),
      picked: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        {
          weight: 1,
          arbitrary: fc.array(
            fc.oneof(
              option,
              fc.constantFrom(...(OWN[command] ?? []), ['from=ACME', 'from', 'ACME'] as const),
            ),
            { maxLength: 3 },
          ),
        },
      ),
      behind,
      own: fc.boolean(),
    })
    .filter(({ head, behind: [{ kind }, words], picked }) =>
      isSaid(head, kind, words, optionsFor(command, picked).length > 0),
    )
    .map(({ wire, said, head, picked, behind: [{ kind, sep }, words], own }): Line => {
      const options = optionsFor(command, picked);
      const optionWords = options.map(([typed]) => ` ${typed}`).join('');
      // Some name their own number in the text.
      const last = head.all.at(-1)?.typed ?? '';
      const whole = own && kind === 'mark' ? `${words} ${last}`.trimEnd() : words;
      // Empty lines part a text from what stands above it.
      const text = kind === 'break' ? whole.replace(/^(?:[^\S\n]*\n)+/, '') : whole;
      const values = Object.fromEntries(options.map(([, name, value]) => [name, value]));
      // By night it may not be clear which day a time is of.
      const isAsked =
        (values.comment !== undefined && (values.comment !== '77' || values.ring !== undefined)) ||
        (values.at !== undefined && values.at !== '+2h');
      const isColumn = head.typed.includes('\n');
      return lineOf(said.replace('{}', command) + head.typed + optionWords + sep + whole, {
        command,
        wire,
        head,
        text,
        dash: kind === 'dash' ? sep : '',
        isSplit: false,
        options: values,
        isClear:
          said.startsWith('/{}') &&
          !said.includes(':') &&
          head.isClear &&
          !hasMarks(text) &&
          placesIn(text).length === 0 &&
          !isAsked &&
          (kind === 'mark' ||
            (beginsPlain(text) &&
              !HAS_OPTION.test(text) &&
              !HAS_COMMAND.test(text) &&
              (kind === 'break' || (kind === 'space' && !isColumn)))),
      });
    });
});
const LABELS = [
  'тел. ',
  'Тел.: ',
  'tel:',
  'Телефон: ',
  'номер ',
  'моб. ',
  'whatsapp: ',
  'viber ',
  'т. ',
  'phone ',
] as const;
const WORDS_BEFORE = [
  'Иван Петров ',
  'Ваш заказ ',
  'Для Марии: ',
  'Заказ 5, ',
  'Привет! ',
  'на ',
  'Kunde ',
  'Заказ 1042 (',
  'Кому: ',
  'Здравствуйте,\n',
] as const;

/** Somebody copies a number out of a sentence, or writes words first. */
const amongWords = fc
  .record({
    wire,
    said,
    before: fc.option(fc.constantFrom(...WORDS_BEFORE), { freq: 2, nil: '' }),
    label: fc.option(fc.constantFrom(...LABELS), { freq: 2, nil: '' }),
    one: addressee,
    gap: fc.constantFrom(' ', ', ', '. ', ' - ', '\n', ') ', '', ': '),
    words: text.filter((words) => isTextBehind('break', words) && /^\p{L}/u.test(words)),
  })
  .filter(({ before, label }) => before + label !== '')
  .map(
    ({ wire, said, before, label, one, gap, words }): Line =>
      lineOf(`${said.replace('{}', 'sms')}${before}${label}${one.typed}${gap}${words}`, {
        command: 'sms',
        wire,
        head: {
          typed: one.typed,
          all: [one],
          around: [before, label].filter((piece) => piece !== ''),
          isClear: false,
          isNamed: false,
        },
        text: words,
        dash: gap,
        isSplit: true,
        options: {},
        isClear: false,
      }),
  );

const LOOKUP_GAPS = [' ', ', ', ',', '\n', '; ', '  ', '\t', '\n\n', ' / ', ' и '] as const;
const lookups = fc
  .record({
    wire,
    said,
    command: fc.constantFrom('hlr', 'ping'),
    all: fc.array(addressee, { minLength: 1, maxLength: 8 }),
    gaps: fc.array(fc.constantFrom(...LOOKUP_GAPS), { minLength: 8, maxLength: 8 }),
    names: fc.array(fc.option(fc.constantFrom(...NAMES), { freq: 6, nil: '' }), {
      minLength: 8,
      maxLength: 8,
    }),
  })
  .map(({ wire, said, command, all, gaps, names }): Line => {
    const typed = all
      .map(
        (one, index) =>
          one.typed +
          (names[index] === '' ? '' : ` ${names[index]}`) +
          (index < all.length - 1 ? gaps[index] : ''),
      )
      .join('');
    const around = names.slice(0, all.length).filter((name) => name !== '');
    return lineOf(said.replace('{}', command) + typed, {
      command,
      wire,
      head: { typed, all, around, isClear: false, isNamed: false },
      text: '',
      dash: '',
      isSplit: false,
      options: {},
      isClear:
        said.startsWith('/{}') &&
        !said.includes(':') &&
        around.length === 0 &&
        all.every(({ isClear }) => isClear) &&
        gaps.slice(0, all.length - 1).every((gap) => /^(?:[,;] ?|\n+)$/.test(gap)),
    });
  });

const codes = fc
  .record({
    wire,
    one: addressee,
    code: fc.stringMatching(/^\d{4,8}$/),
    sep: fc.constantFrom(' ', '\n', ' -- '),
  })
  .map(
    ({ wire, one, code, sep }): Line =>
      lineOf(`/tgm ${one.typed}${sep}${code}`, {
        command: 'tgm',
        wire,
        head: { typed: one.typed, all: [one], around: [], isClear: one.isClear, isNamed: false },
        text: code,
        dash: '',
        isSplit: false,
        options: {},
        isClear: one.isClear,
      }),
  );

/** Any line that people type or paste. */
export const typedLine: fc.Arbitrary<Line> = fc
  .tuple(
    fc.oneof(
      { weight: 12, arbitrary: toPeople },
      { weight: 3, arbitrary: amongWords },
      { weight: 2, arbitrary: lookups },
      { weight: 1, arbitrary: codes },
    ),
    fc.boolean(),
  )
  .map(([line, cleaned]) => (cleaned ? asTelegram(line) : line));
