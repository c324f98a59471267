import { plainName } from '../../files/layout.ts';
import {
  removeTemplates,
  type Template,
  templatesNamed,
  templatesOf,
  useTemplate,
  writeTemplate,
} from '../../store/book/templates.ts';
import { answer, decline } from '../answer.ts';
import { type TemplateBody, templateCard } from '../cards/template/body.ts';
import { channelCalled } from '../channel-words.ts';
import type { Context, KnownCommand } from '../context.ts';
import { recipientsIn } from '../grammar/around.ts';
import { plainView, quoted } from '../grammar/glyphs.ts';
import { isTypoOf, TO_FILL_IN } from '../grammar/options.ts';
import { addressOf, recipientParser } from '../grammar/recipients.ts';
import { declaredOption } from '../grammar/spec.ts';
import type { CommandSpec } from '../grammar.ts';
import { isLanguage, isOneOf, LANGUAGES } from '../locale.ts';
import type { Did } from '../record.ts';
import { refuse } from '../refuse.ts';
import { shorten } from '../show/view.ts';
import { askForRest } from './answered.ts';
import { firstWord, isName, keyOf, nearestNames } from './names.ts';
import { mayChange, ownerOf, ownersFor } from './owners.ts';
import { type Pairs, readPairs } from './pairs.ts';
import { saidOf, takenOf, type Wanted } from './template-choice.ts';
import { readWhom } from './template-line.ts';
import { declineUnknown } from './unknown.ts';
import { placesIn } from './wording.ts';

/** What was typed behind `/template add`: a name, then what it is for, then the text as it stands. */
interface TemplateEntry {
  readonly name: string;
  readonly channel: string | null;
  readonly language: string | null;
  readonly own: boolean;
  /** null: about what people asked for. */
  readonly kind: string | null;
  readonly text: string;
}

/** What a template is for, where that is said. */
const OPTION = /^\s*(\p{L}+)=(\S+)(?:\s+|$)/u;
/** Of a text that is kept (UTF-16 units). */
const TEXT_LENGTH = 4_000;
/** So much of a name stands before a number that tells it from another (UTF-16 units). */
const NAME_STEM = 36;
/** What was typed is offered to be copied up to here (UTF-16 units). */
const LINE_LENGTH = 400;

function readEntry(typed: string): TemplateEntry {
  const { word: name, rest } = firstWord(typed);
  let entry: TemplateEntry = { name, channel: null, language: null, own: false, kind: null, text: '' };
  for (let left = rest; ; ) {
    const [whole = '', option = '', value = ''] = OPTION.exec(left) ?? [];
    if (isOneOf(option, 'typed-channel'))
      entry = { ...entry, channel: channelCalled(value) ?? value.toLowerCase() };
    else if (isOneOf(option, 'typed-language')) entry = { ...entry, language: value.toLowerCase() };
    else if (isOneOf(option, 'typed-kind')) entry = { ...entry, kind: value.toLowerCase() };
    else if (isOneOf(option, 'typed-own')) entry = { ...entry, own: !isOneOf(value, 'typed-no') };
    else return { ...entry, text: left.replace(/^--\s/, '').trim() };
    left = left.slice(whole.length);
  }
}

/** Commands that send a text to whoever they are told. */
const sending = ({ commands }: Context): KnownCommand[] =>
  commands.filter(({ spec }) => spec.recipients === 'list' && spec.text === 'required');

const show = async (context: Context, templateId: number, said: TemplateBody['said']): Promise<Did> => ({
  cardId: await answer(context, templateCard, { templateId, said, removed: null }),
});

/** Writes a template; `add` a new one, `change` in the place of the one for that channel and language. */
export async function putTemplate(
  context: Context,
  typed: string,
  verb: 'add' | 'change',
): Promise<Did | null> {
  const { tx, person, now } = context;
  const entry = readEntry(typed);
  const { name, language, text } = entry;
  const channel = entry.channel ?? 'sms';
  const channels = sending(context).map(({ spec }) => spec.name);
  if (name === '') return decline(context, 'template-add-how');
  if (!isName(name)) return decline(context, 'template-bad-name', { typed: name });
  if (!channels.includes(channel)) {
    return decline(context, 'template-bad-channel', { typed: channel, channels: channels.join(', ') });
  }
  if (language !== null && !isLanguage(language)) {
    return decline(context, 'template-bad-language', { typed: language, languages: LANGUAGES.join(', ') });
  }
  const kind: 'ad' | null = entry.kind === 'ad' ? 'ad' : null;
  const command = sending(context).find(({ spec }) => spec.name === channel);
  const isKind = entry.kind === null || ['ad', 'service'].includes(entry.kind);
  if (!isKind || (kind !== null && command && declaredOption(command.spec, 'kind') === null)) {
    return decline(context, 'template-bad-kind', { typed: entry.kind ?? '', channel });
  }
  if (text.length > TEXT_LENGTH) return decline(context, 'template-long', { most: TEXT_LENGTH });
  const named = await templatesNamed(tx.db, ownersFor(person.id), keyOf(name));
  const alike = named.filter((one) => one.channel === channel && one.language === (language ?? ''));
  const meant =
    verb === 'change' && alike.length === 0
      ? named.filter(
          (one) => [null, one.channel].includes(entry.channel) && [null, one.language].includes(language),
        )
      : alike;
  const others = verb === 'change' && meant.length === 0 ? named : [];
  const which = [...new Set([...meant, ...others].map((one) => saidOf(one).join(' ') || 'channel=sms'))];
  if (which.length > 1 || others.length > 0) return whichTemplate(context, entry, which);
  const there = meant.at(-1);
  if (there && verb === 'add') {
    const line = typed.trim().length <= LINE_LENGTH ? typed.trim() : `${name} ${TO_FILL_IN}`;
    return decline(context, 'template-there', { name: there.name, line });
  }
  if (!there && verb === 'change') return noTemplate(context, name);
  if (!there && verb === 'add' && (await declineHidden(context, entry, { channel, named }))) return null;
  if (there && !mayChange(there, person)) return decline(context, 'template-not-yours', { name: there.name });
  if (text === '' || text === TO_FILL_IN) {
    const said = typed.trim().replace(new RegExp(`(?:\\s--)?\\s*${TO_FILL_IN}?$`, 'u'), '');
    return askForRest(context, { command: 'template', rest: `${verb} ${said}`, name }, 'text');
  }
  if (context.lacks.includes('link')) return decline(context, 'link-behind-words');
  const made = {
    owner: there?.owner ?? ownerOf(context, entry.own),
    key: keyOf(name),
    name: name.normalize('NFC'),
    channel: there?.channel ?? channel,
    language: there?.language ?? language ?? '',
    text,
    // An advertisement stays one, until it is said that it is none.
    kind: entry.kind === null ? (there?.kind ?? null) : kind,
    madeBy: person.id,
  };
  const id = await writeTemplate(tx, made, now);
  return show(context, id, verb === 'add' ? 'added' : 'changed');
}

/**
 * A text that its own name would not send here, and whose language nobody named: the one that goes in its place is shown,
 * since it would go to a customer. Returns whether there is one.
 */
async function declineHidden(
  context: Context,
  entry: TemplateEntry,
  { channel, named }: { readonly channel: string; readonly named: readonly Template[] },
): Promise<boolean> {
  const { person, language } = context;
  const { name, text } = entry;
  if (entry.language !== null) return false;
  const wanted = { channel: entry.channel, language: null };
  const taken = takenOf(named, { person: person.id, language }, wanted);
  // The new one is for any language.
  if (taken === null || taken.channel !== channel || taken.language !== language) return false;
  const said = text === '' || text.length > LINE_LENGTH ? TO_FILL_IN : text;
  const which = saidOf(taken).join(' ');
  await decline(context, mayChange(taken, person) ? 'template-hidden' : 'template-hidden-theirs', {
    name: taken.name,
    text: shorten(taken.text, LINE_LENGTH),
    line: `${name} ${which} ${said}`,
    other: `${await freeName(context, name)} ${channel === 'sms' ? '' : `channel=${channel} `}${said}`,
  });
  return true;
}

/** A name like this one that nothing is called by: `ready-2`. */
async function freeName({ tx, person }: Context, name: string): Promise<string> {
  for (let nth = 2; ; nth++) {
    const one = `${name.slice(0, NAME_STEM)}-${nth}`;
    if ((await templatesNamed(tx.db, ownersFor(person.id), keyOf(one))).length === 0) return one;
  }
}

/** Says which are called so, and how one of them is meant. */
function whichTemplate(
  context: Context,
  { name, text }: TemplateEntry,
  which: readonly string[],
): Promise<null> {
  const said = text === '' || text.length > LINE_LENGTH ? TO_FILL_IN : text;
  return decline(context, 'template-which', {
    name,
    list: which.join('; '),
    line: `${name} ${which[0]} ${said}`,
  });
}

/** What is left over behind a name is said back (UTF-16 units). */
const LEFT_LENGTH = 60;

/** Removes what there is by a name and may be removed: all of it, or what is for one channel or language. */
export async function dropTemplate(context: Context, typed: string): Promise<Did | null> {
  const { tx, person } = context;
  const { name, channel, language, text } = readEntry(typed);
  if (name === '') return decline(context, 'template-remove-how');
  if (text !== '') return decline(context, 'template-remove-one', { name, text: shorten(text, LEFT_LENGTH) });
  const there = (await templatesNamed(tx.db, ownersFor(person.id), keyOf(name))).filter(
    (one) => (channel ?? one.channel) === one.channel && (language ?? one.language) === one.language,
  );
  const [first] = there;
  if (!first) return noTemplate(context, name);
  const [own = null, ...others] = there.filter((one) => mayChange(one, person));
  if (!own) return decline(context, 'template-not-yours', { name: first.name });
  await removeTemplates(
    tx,
    [own, ...others].map(({ id }) => id),
  );
  const body = { templateId: own.id, said: null, removed: own.name };
  return { cardId: await answer(context, templateCard, body) };
}

/** The template of a name, as a line says it. */
async function templateFor(
  { tx, person, language }: Context,
  name: string,
  wanted: Wanted,
): Promise<Template | null> {
  const there = await templatesNamed(tx.db, ownersFor(person.id), keyOf(name));
  return takenOf(there, { person: person.id, language }, wanted);
}

export async function showTemplate(context: Context, typed: string): Promise<Did | null> {
  const { name, channel, language, text } = readEntry(typed);
  const there = await templateFor(context, name, { channel, language });
  if (there) return show(context, there.id, null);
  const isNew = isName(name) && text !== '' && typed.trim().length <= LINE_LENGTH && !typed.includes('\n');
  return isNew
    ? decline(context, 'template-none-line', { typed: name, line: `/template add ${typed.trim()}` })
    : noTemplate(context, name);
}

/**
 * Sends by a template, as if its text had been typed: `ready +79991234567 n=1042`. Who it is for and what its places
 * lack is asked for where it is not said.
 */
export async function sendTemplate(context: Context, typed: string): Promise<Did | null> {
  const { tx, now } = context;
  const { word: name, rest } = firstWord(typed);
  const { before, pairs } = readPairs(rest);
  const meant = (id: string) => pairs.find(([one]) => isOneOf(one, id))?.[1].toLowerCase() ?? null;
  const wanted = { channel: meant('typed-channel'), language: meant('typed-language') };
  const template = await templateFor(context, name, wanted);
  if (!template) return noTemplate(context, name, rest.trim());
  const { channel, text, kind } = template;
  const command = context.commands.find(({ spec }) => spec.name === channel);
  if (!command) return decline(context, 'no-such-channel', { name: channel });
  const places = placesIn(text).map(plainName);
  const isOption = (one: string) =>
    declaredOption(command.spec, one) !== null && !places.includes(plainName(one));
  const isMeant = (one: string) => !isOneOf(one, 'typed-channel') && !isOneOf(one, 'typed-language');
  const isKind = (one: string) => declaredOption(command.spec, one) === 'kind';
  // An advertisement stays one, whatever is typed beside its name.
  const asked = pairs.filter(([one]) => isOption(one) && !(kind !== null && isKind(one)));
  const options = [...asked, ...(kind === null ? [] : [['kind', kind] as const])].map(
    ([one, value]) => ` ${one}="${value}"`,
  );
  const isThere = (value: string) => value !== TO_FILL_IN;
  const said = Object.fromEntries(
    pairs.filter(([one, value]) => !isOption(one) && isMeant(one) && isThere(value)),
  );
  const behind = rest.trim().slice(before.length);
  const isUnknown = (one: string) => Object.hasOwn(said, one) && !places.includes(plainName(one));
  const unknown = pairs.find(([one]) => isUnknown(one))?.[0];
  if (unknown !== undefined) {
    const known = [...placesIn(text), ...Object.keys(command.spec.options)];
    const nearTo = (typed: string) =>
      known.filter(
        (one) =>
          !pairs.some(([other]) => plainName(other) === plainName(one)) &&
          isTypoOf(plainName(typed), plainName(one)),
      );
    // Of others that are unknown, those alone stay that one place is nearly called by: a line that is offered is taken.
    const nameIn = (one: string, meant: string | null): string | null => {
      if (one === unknown) return meant;
      if (!isUnknown(one)) return one;
      const [near, another] = nearTo(one);
      return near === undefined || another !== undefined || near === meant ? null : near;
    };
    const lineWith = (meant: string | null) => {
      const named = pairs.map(([one, value]) => [nameIn(one, meant), value] as const);
      const isFirst = (name: string, nth: number) => named.findIndex(([other]) => other === name) === nth;
      return named.flatMap(([one, value], nth) =>
        one !== null && isFirst(one, nth) ? ` ${one}=${quoted(value)}` : [],
      );
    };
    const near = nearTo(unknown);
    const meant = near.length > 0 ? near : [null];
    return refuse(context, {
      command: { ...command.spec, name: 't' },
      problem: { kind: 'not-one-of', typed: `${unknown}=`, values: known.map((one) => `${one}=`) },
      reading: `/t ${typed.trim()}`,
      instead: meant.map((one) => `/t ${name} ${before}`.trimEnd() + lineWith(one).join('')),
    });
  }
  const number = before === '' && !context.repliedTo ? numberInValue(context, command.spec, pairs) : null;
  if (number) {
    return refuse(context, {
      command: { ...command.spec, name: 't' },
      problem: { kind: 'ambiguous', typed: number.typed },
      reading: '',
      instead: [`/t ${name} ${number.to} ${number.rest}`],
    });
  }
  const whom = await readWhom(context, command.spec, { name: template.name, before, behind, said, text });
  if (!whom) return null;
  await useTemplate(tx, template.id, now);
  const line = ` ${whom.typed}${options.join('')} -- ${text}`;
  const isDone = await context.rerun(context, channel, line, { said: whom.said, otherwise: {} });
  return isDone ? { arg: template.name } : null;
}

/** Somebody's number behind the last value, where nobody is named before them; null: none stands there. */
function numberInValue({ settings }: Context, spec: CommandSpec, pairs: Pairs['pairs']) {
  const [name = '', value = ''] = pairs.at(-1) ?? [];
  const parse = recipientParser(spec, settings.country);
  const found = recipientsIn(value, plainView(value), spec, parse).at(-1);
  if (!found || value.slice(found.span.end).trim() !== '') return null;
  const own = value.slice(0, found.span.start).trim();
  const all = [...pairs.slice(0, -1), ...(own === '' ? [] : [[name, own] as const])];
  return own === ''
    ? null
    : {
        typed: found.typed,
        to: addressOf(found.to),
        rest: all.map(([one, said]) => `${one}=${quoted(said)}`).join(' '),
      };
}

/**
 * Says that no template is called so, and which is called nearly so.
 * @param behind what /t sends by it: kept in the line of the one that may be meant
 */
async function noTemplate(context: Context, typed: string, behind = ''): Promise<null> {
  const templates = await templatesOf(context.tx.db, ownersFor(context.person.id), 'named');
  // One of the very name is for something else.
  const names = templates.map(({ name }) => name).filter((one) => keyOf(one) !== keyOf(typed));
  const [near, another] = nearestNames(typed, names);
  if (near !== undefined && another === undefined && behind !== '')
    return decline(context, 'template-none-line', { typed, line: `/t ${near} ${behind}` });
  return declineUnknown(context, typed, names, { none: 'template-none', near: 'template-none-near' });
}
