import { CONSENT, isConsent } from '../../messages/consent.ts';
import { callingCode, formatPhone, parsePhone } from '../../messages/recipient.ts';
import {
  type Contact,
  contactNames,
  contactsNamed,
  removeContact,
  TEAM,
  writeContact,
} from '../../store/book/contacts.ts';
import { waitingTo } from '../../store/orders/scheduled.ts';
import { answer, decline } from '../answer.ts';
import { type ContactBody, contactCard } from '../cards/contact/body.ts';
import type { Context } from '../context.ts';
import { TO_FILL_IN } from '../grammar/options.ts';
import { numbersAmid } from '../numbers-said.ts';
import type { Did } from '../record.ts';
import { correspondentOf } from '../talks/correspondent.ts';
import { askForRest } from './answered.ts';
import { consentReadings, withConsentDay } from './consent-day.ts';
import {
  type ContactEntry,
  contactLine,
  FIELD_LENGTHS,
  MOST_FIELDS,
  namedAsThere,
  readContactEntry,
  shownFields,
  withNumberField,
} from './contact-entry.ts';
import { badEmailIn } from './email.ts';
import { mergedFields } from './merged-fields.ts';
import { asOneWord, firstWord, isName, keyOf } from './names.ts';
import { mayChange, ownerOf, ownersFor } from './owners.ts';
import { readPairs } from './pairs.ts';
import { declineUnknown } from './unknown.ts';

/** The contact of a name that somebody sees; their own goes before the team's. */
async function contactFor({ tx, person }: Context, name: string): Promise<Contact | null> {
  return (await contactsNamed(tx.db, ownersFor(person.id), [keyOf(name)])).at(-1) ?? null;
}

const show = async (
  context: Context,
  contactId: number,
  said: ContactBody['said'],
  waiting: ContactBody['waiting'] = null,
): Promise<Did> => ({
  cardId: await answer(context, contactCard, { contactId, said, removed: null, waiting }),
});

/** What is wrong with what was typed of a contact, whatever it is for; null: nothing. */
function badEntry(context: Context, entry: ContactEntry, verb: 'add' | 'change'): Promise<null> | null {
  const fields = Object.entries(entry.fields);
  const long = fields.find(
    ([name, value]) => name.length > FIELD_LENGTHS.name || value.length > FIELD_LENGTHS.value,
  );
  if (!isName(entry.name)) {
    const line = oneWordLine(entry);
    return line === null
      ? decline(context, 'contact-bad-name', { typed: entry.name })
      : decline(context, 'contact-many-words', { typed: entry.name, line });
  }
  if (entry.number && 'problem' in entry.number.parsed) {
    const number = callingCode(entry.number.typed, context.settings.country) + TO_FILL_IN;
    const line = contactLine(verb, { ...entry, number });
    return decline(context, 'contact-bad-number', { typed: entry.number.typed, line });
  }
  if (fields.length > MOST_FIELDS) return decline(context, 'contact-many-fields', { most: MOST_FIELDS });
  const consent = entry.fields[CONSENT] ?? '';
  if (consent !== '' && !isConsent(consent)) return declineConsent(context, { entry, consent, verb });
  const email = badEmailIn(entry.fields);
  if (email) return decline(context, 'contact-bad-email', email);
  if (long) return decline(context, 'contact-long-field', { field: long[0], most: FIELD_LENGTHS.value });
  return null;
}

/** Says what a consent lacks, or offers the line of each day that it may mean. */
function declineConsent(
  context: Context,
  of: { readonly entry: ContactEntry; readonly consent: string; readonly verb: 'add' | 'change' },
): Promise<null> {
  const { entry, consent, verb } = of;
  const [first, second] = consentReadings(consent).map((meant) => {
    const shown = shownFields({ ...entry.fields, [CONSENT]: meant }, context.language);
    return contactLine(verb, { ...entry, number: numberOf(entry), fields: Object.fromEntries(shown) });
  });
  return first !== undefined && second !== undefined
    ? decline(context, 'contact-consent-two', { typed: consent, first, second })
    : decline(context, 'contact-bad-consent', { typed: consent });
}

const numberOf = ({ number }: ContactEntry): string | null =>
  number && 'digits' in number.parsed ? number.parsed.digits : null;

/** The line that adds somebody whose name is of several words under one; null: no name comes of it, or no number is there. */
function oneWordLine(entry: ContactEntry): string | null {
  const name = asOneWord(entry.name);
  const number = numberOf(entry);
  return name !== null && number !== null
    ? contactLine('add', { name, number, fields: kept(entry.fields), own: entry.own })
    : null;
}

const kept = (fields: ContactEntry['fields']) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

/** Whose card this replies to; null: to nobody's, or to that of several. */
async function repliedToNumber({ tx, repliedTo }: Context): Promise<string | null> {
  return (repliedTo && (await correspondentOf(tx.db, repliedTo)))?.to ?? null;
}

/** Says that somebody has the name, with the line that changes them. */
function declineThere(
  context: Context,
  { name, number: was }: Contact,
  { number, to, fields }: Pick<ContactEntry, 'number' | 'fields'> & { readonly to: string },
): Promise<null> {
  const { isPrivate } = context.place;
  const isSaid = isPrivate || number !== null;
  const line = contactLine('change', { name, number: isSaid ? to : '…', fields: kept(fields) });
  const isSame = isSaid && was === to;
  const whose = isPrivate || isSame ? formatPhone(was) : '…';
  if (isSame) {
    const isMore = Object.keys(fields).length > 0;
    return decline(context, isMore ? 'contact-there-more' : 'contact-there-same', {
      name,
      number: whose,
      line,
    });
  }
  return decline(context, 'contact-there', { name, number: whose, line });
}

/** Adds a contact, with the number of the person whose card it replies to where none is typed. A name stands for one person: who has it already is said, with the line that changes them. */
export async function addContact(context: Context, typed: string): Promise<Did | null> {
  const { tx, person, now, settings } = context;
  const { country } = settings;
  const read = withNumberField(readContactEntry(typed, country), { country });
  const entry = { ...read, fields: withConsentDay(read.fields) };
  if (entry.name === '') return decline(context, 'contact-add-how');
  const bad = badEntry(context, entry, 'add');
  if (bad) return bad;
  const number = entry.number ? numberOf(entry) : await repliedToNumber(context);
  if (number === null) {
    return Object.keys(entry.fields).length > 0 || entry.own !== null
      ? decline(context, 'contact-no-number', {
          line: contactLine('add', {
            ...entry,
            number: callingCode('', settings.country) + TO_FILL_IN,
          }),
        })
      : askForRest(context, { command: 'contact', rest: `add ${entry.name}`, name: entry.name }, 'number');
  }
  const there = await contactFor(context, entry.name);
  if (there) return declineThere(context, there, { ...entry, to: number });
  const id = await writeContact(
    tx,
    {
      owner: ownerOf(context, entry.own === true),
      key: keyOf(entry.name),
      name: entry.name.normalize('NFC'),
      number,
      fields: kept(entry.fields),
      madeBy: person.id,
    },
    now,
  );
  return show(context, id, 'added');
}

/** The line that is meant where a contact's new number stands amid other words: `bob number 0871… please`; null: none is. */
async function lineAmidWords(context: Context, typed: string, entry: ContactEntry): Promise<string | null> {
  const isRead = entry.number === null || !('problem' in entry.number.parsed);
  if (isRead && (entry.number === null || isName(entry.name))) return null;
  const there = await contactFor(context, firstWord(typed).word);
  const [number, another] = numbersAmid(context, readPairs(typed).before);
  if (!there || number === undefined || another !== undefined) return null;
  return contactLine('change', { ...entry, name: there.name, number: number.replace('+', '') });
}

/** Changes the number of a contact or some of its fields; one that was typed empty is taken away. */
export async function changeContact(context: Context, typed: string): Promise<Did | null> {
  const { tx, person, now, settings } = context;
  const { country } = settings;
  const read = readContactEntry(typed, country);
  if (read.name === '') return decline(context, 'contact-change-how');
  const line = await lineAmidWords(context, typed, read);
  if (line !== null) return decline(context, 'contact-change-meant', { line });
  const there = await contactFor(context, read.name);
  if (!there) return noContact(context, read.name);
  const whole = withNumberField(read, { country, there: there.fields });
  const entry = { ...whole, fields: withConsentDay(namedAsThere(whole.fields, there.fields)) };
  const bad = badEntry(context, entry, 'change');
  if (bad) return bad;
  if (entry.own !== null && entry.own !== (there.owner !== TEAM)) {
    return decline(context, 'contact-own-stays', { name: there.name });
  }
  if (!mayChange(there, person)) return decline(context, 'contact-not-yours', { name: there.name });
  const { number: was } = there;
  const number = numberOf(entry) ?? was;
  const { fields, isConsentLost } = mergedFields(there, { number, fields: entry.fields });
  const id = await writeContact(tx, { ...there, number, fields }, now);
  const n = number === was ? 0 : await waitingTo(tx.db, [was]);
  return show(context, id, isConsentLost ? 'renumbered' : 'changed', n === 0 ? null : { n, was });
}

/** Adds somebody whose contact was shared, by their first name, as one's own; that another has the name is said. */
export async function addShared(
  context: Context,
  { firstName, number: typed }: { readonly firstName: string; readonly number: string },
): Promise<void> {
  const { tx, person, now, settings } = context;
  const [name = ''] = firstName.normalize('NFC').trim().split(/\s/);
  const parsed = parsePhone(typed, settings.country);
  if (!isName(name) || 'problem' in parsed) return;
  const there = await contactFor(context, name);
  if (there) {
    if (there.number === parsed.digits) return;
    const line = contactLine('add', { name: `${name}-2`, number: parsed.digits, fields: {} });
    await decline(context, 'contact-shared-there', { name, number: formatPhone(there.number), line });
    return;
  }
  const id = await writeContact(
    tx,
    { owner: person.id, key: keyOf(name), name, number: parsed.digits, fields: {}, madeBy: person.id },
    now,
  );
  await show(context, id, 'added');
}

export async function dropContact(context: Context, typed: string): Promise<Did | null> {
  const name = typed.trim();
  if (name === '') return decline(context, 'contact-remove-how');
  const there = await contactFor(context, name);
  if (!there) return noContact(context, name);
  if (!mayChange(there, context.person)) return decline(context, 'contact-not-yours', { name: there.name });
  await removeContact(context.tx, there.id);
  const body = { contactId: there.id, said: null, removed: there.name, waiting: null };
  return { cardId: await answer(context, contactCard, body) };
}

export async function showContact(context: Context, typed: string): Promise<Did | null> {
  const { settings } = context;
  const there = await contactFor(context, typed.trim());
  if (there) return show(context, there.id, null);
  const { country } = settings;
  const entry = withNumberField(readContactEntry(typed, country), { country });
  const number = numberOf(entry);
  const named = entry.name === '' ? undefined : await contactFor(context, entry.name);
  if (named && (number !== null || Object.keys(entry.fields).length > 0)) {
    return declineThere(context, named, { ...entry, to: number ?? named.number });
  }
  const line =
    number !== null && isName(entry.name)
      ? contactLine('add', { name: entry.name, number, fields: kept(entry.fields), own: entry.own })
      : oneWordLine(entry);
  return line === null
    ? noContact(context, typed.trim())
    : decline(context, 'contact-add-line', { typed: entry.name, line });
}

/** Says that nobody is called so, and who is called nearly so. */
async function noContact(context: Context, typed: string): Promise<null> {
  const names = await contactNames(context.tx.db, ownersFor(context.person.id));
  return declineUnknown(context, typed, names, { none: 'contact-none-add', near: 'contact-none-near' });
}
