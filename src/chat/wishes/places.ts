import { parseEmail } from '../../messages/recipient.ts';
import { groupsNamed } from '../../store/book/contact-groups.ts';
import { contactNames, contactsNamed, fieldsByNumber } from '../../store/book/contacts.ts';
import { templatesNamed } from '../../store/book/templates.ts';
import { liveTokens, TOKEN_NAME } from '../../store/programs/tokens.ts';
import { asOneWord, isInOtherCase, isName, isNameInWords, keyOf } from '../book/names.ts';
import { ownersFor } from '../book/owners.ts';
import type { Context } from '../context.ts';
import { quoted } from '../grammar/glyphs.ts';
import { withoutQuotes } from '../grammar/said-as-asked.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { numbersAlone, numbersAmid } from '../numbers-said.ts';
import { readRole } from '../people/grants.ts';
import { peopleCalled } from '../people/people-like.ts';
import { readSetting, takesBack } from '../settings/index.ts';
import { readPeriod } from '../times/period.ts';
import { momentIn } from '../times/set-time.ts';
import type { Filled, Place } from './phrases.ts';

/** What stands in a place, as the line of a command has it; null: it is nothing of the kind. */
type Reading = (context: Context, typed: string) => string | null | Promise<string | null>;

const number: Reading = (context, typed) => numbersAlone(context, typed).join(', ') || null;

const BEGINS_NUMBER = new RegExp(
  `^(?:(?:(?:${typedWords('typed-and')})(?!\\p{L})|&)\\s*(?:(?:${typedWords('typed-send-to')})\\s+)?)?[+(]?\\d[\\d\\s().-]{4,}`,
  'iu',
);

/** A name of the book, of several words too, with an s behind it that says whose something is, or in another case. */
async function known({ tx, person }: Context, typed: string): Promise<string | null> {
  const names = [typed, asOneWord(typed), typed.replace(/'?s$/iu, '')].filter((name) => name !== null);
  for (const name of names) {
    const [found] = await contactsNamed(tx.db, ownersFor(person.id), [keyOf(name)]);
    if (found) return found.name;
  }
  const all = await contactNames(tx.db, ownersFor(person.id));
  const [only, another] = all.filter(
    (name) => isInOtherCase(typed, name) || isNameInWords(typed.split(/\s+/), name),
  );
  return only !== undefined && another === undefined ? only : null;
}

/** The same by a number too. */
async function entry(context: Context, typed: string): Promise<string | null> {
  if (!/^[+(\d]/.test(typed)) return known(context, typed);
  const digits = numbersAlone(context, typed).map((one) => one.slice(1));
  const [found] = await fieldsByNumber(context.tx.db, ownersFor(context.person.id), digits);
  return found?.name ?? null;
}

/** A name of two words, each of which is one of it. */
async function knownByTwo({ tx, person }: Context, typed: string): Promise<string | null> {
  const all = await contactNames(tx.db, ownersFor(person.id));
  const [only, another] = all.filter((name) => isNameInWords(typed.split(/\s+/), name));
  return only !== undefined && another === undefined ? only : null;
}

async function group({ tx, person }: Context, typed: string): Promise<string | null> {
  const [found] = await groupsNamed(tx.db, ownersFor(person.id), [keyOf(typed.replace(/^#/, ''))]);
  return found?.name ?? null;
}

/** Before what a clock shows. */
const AT = new RegExp(`^(?:${typedWords('typed-clock-at')})\\s+(?=\\d)`, 'iu');

/** The longest ending of a role's name (letters). */
const CASE_ENDING = 2;

const READINGS: Readonly<Record<Place, Reading>> = {
  NUMBER: number,
  NUMBERS: (context, typed) => numbersAmid(context, typed).join(', ') || null,
  WHOM: async (context, typed) => {
    if (/^[+(\d]/.test(typed)) return number(context, typed);
    if (!typed.startsWith('#')) return known(context, typed);
    const name = await group(context, typed);
    return name && `#${name}`;
  },
  HOLDER: async (context, typed) => (await entry(context, typed)) ?? number(context, typed),
  ENTRY: entry,
  KNOWN: known,
  TWO: knownByTwo,
  CONTACT: (_, typed) => (isName(typed) ? typed : asOneWord(typed)),
  GROUP: group,
  TEMPLATE: async ({ tx, person }, typed) =>
    (await templatesNamed(tx.db, ownersFor(person.id), keyOf(asOneWord(typed) ?? typed)))[0]?.name ?? null,
  PERSON: async ({ tx, settings }, typed) => {
    const people = (await peopleCalled(tx.db, typed)).filter(
      ({ id, role }) => role !== null && !settings.ownerIds.includes(id),
    );
    const [only, another] = people;
    return only && !another ? String(only.id) : null;
  },
  ID: (context, typed) => (numbersAlone(context, typed).length > 0 ? null : typed),
  // In another case there are letters behind it.
  ROLE: (_, typed) =>
    readRole(typed) === null
      ? ([1, CASE_ENDING].map((n) => readRole(typed.slice(0, -n))).find((role) => role !== null) ?? null)
      : typed.toLowerCase(),
  TIME: (context, words) => {
    const typed = words.replace(AT, '');
    const moment = momentIn(context, typed);
    return 'at' in moment || moment.instead.length > 0 ? quoted(typed) : null;
  },
  PERIOD: ({ now, settings }, typed) =>
    typeof readPeriod(typed, now, settings.timeZone) === 'string' ? null : typed,
  SETTING: (_, typed) => {
    const { setting, value = '' } = readSetting(typed) ?? {};
    return setting && value !== '' && (takesBack(value) || setting.listed || setting.change(value))
      ? `${setting.name} ${value}`
      : null;
  },
  TOKEN: async ({ tx }, typed) =>
    (await liveTokens(tx.db)).find(({ name }) => name.toLowerCase() === typed.toLowerCase())?.name ?? null,
  NAME: (_, typed) => (TOKEN_NAME.test(typed) ? typed : null),
  CODE: (_, typed) => typed,
  ADDRESS: (_, typed) => parseEmail(typed),
  ERROR: (_, typed) => typed,
  // Another number there is somebody else's.
  TEXT: (_, typed) => (BEGINS_NUMBER.test(typed) ? null : withoutQuotes(typed)),
};

/** What stands in each place, as a line has it; null: something is not what should stand there. */
export async function readPlaces(context: Context, filled: Filled): Promise<Filled | null> {
  const read: Partial<Record<Place, string>> = {};
  for (const [place, typed] of Object.entries(filled) as [Place, string | undefined][]) {
    if (typed === undefined) continue;
    const value = await READINGS[place](context, typed.trim());
    if (value === null) return null;
    read[place] = value;
  }
  return read;
}
