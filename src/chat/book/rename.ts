import { renameInBook } from '../../store/book/book-names.ts';
import { contactGroupsOf, groupsNamed } from '../../store/book/contact-groups.ts';
import { contactNames, contactsNamed } from '../../store/book/contacts.ts';
import { templatesNamed, templatesOf } from '../../store/book/templates.ts';
import type { Reader } from '../../store/engine/database.ts';
import { answer, decline } from '../answer.ts';
import { contactCard } from '../cards/contact/body.ts';
import { groupCard } from '../cards/group/body.ts';
import { templateCard } from '../cards/template/body.ts';
import type { Context } from '../context.ts';
import { typedWords } from '../grammar/typed-words.ts';
import type { Did } from '../record.ts';
import { asOneWord, isName, keyOf } from './names.ts';
import { mayChange, ownersFor } from './owners.ts';
import { declineUnknown } from './unknown.ts';

/** What has a name, by the command that it is about. */
type What = 'contact' | 'group' | 'template';

interface Known {
  readonly id: number;
  readonly owner: number;
  readonly key: string;
  readonly name: string;
  readonly madeBy: number;
}

const TABLES = { contact: 'contacts', group: 'contact_groups', template: 'templates' } as const;

function knownBy(db: Reader, what: What, owners: readonly number[], name: string): Promise<readonly Known[]> {
  const key = keyOf(name);
  switch (what) {
    case 'contact':
      return contactsNamed(db, owners, [key]);
    case 'group':
      return groupsNamed(db, owners, [key]);
    case 'template':
      return templatesNamed(db, owners, key);
  }
}

async function allNames(db: Reader, what: What, owners: readonly number[]): Promise<string[]> {
  switch (what) {
    case 'contact':
      return contactNames(db, owners);
    case 'group':
      return (await contactGroupsOf(db, owners)).map(({ name }) => name);
    case 'template':
      return (await templatesOf(db, owners, 'named')).map(({ name }) => name);
  }
}

const shown = (context: Context, what: What, id: number): Promise<string> => {
  const how = { said: 'changed', removed: null } as const;
  switch (what) {
    case 'contact':
      return answer(context, contactCard, { contactId: id, ...how, waiting: null });
    case 'group':
      return answer(context, groupCard, { groupId: id, ...how });
    case 'template':
      return answer(context, templateCard, { templateId: id, ...how });
  }
};

/** What may stand between the two names. */
const BETWEEN = new RegExp(`^(?:(?:${typedWords('typed-rename-to')}|->|→|=)(?:\\s+|$))?`, 'iu');

/** Gives a contact, a group or a template another name, by the one that it has and the new one. */
export async function rename(context: Context, what: What, typed: string): Promise<Did | null> {
  const { tx, person } = context;
  const owners = ownersFor(person.id);
  const words = typed.replaceAll(',', ' ').trim().split(/\s+/).filter(Boolean);
  const bare = (name: string) => name.replace(/^#/, '');
  // A name of several may be typed as these.
  for (let n = Math.max(1, words.length - 1); n > 0; n--) {
    const name = n === 1 ? bare(words[0] ?? '') : asOneWord(words.slice(0, n).join(' '));
    const found = name === null ? [] : await knownBy(tx.db, what, owners, name);
    // One's own is the last.
    const there = found.at(-1);
    if (there)
      return renameTo(
        context,
        what,
        found.filter(({ owner }) => owner === there.owner),
        bare(words.slice(n).join(' ').replace(BETWEEN, '')),
      );
  }
  if (words.length < 2) return decline(context, 'rename-how', { command: what });
  const ids = { none: `${what}-none`, near: `${what}-none-near` };
  const mark = what === 'group' ? '#' : '';
  return declineUnknown(context, bare(words[0] ?? ''), await allNames(tx.db, what, owners), ids, mark);
}

async function renameTo(
  context: Context,
  what: What,
  [one, ...others]: readonly Known[],
  typed: string,
): Promise<Did | null> {
  const { tx, person } = context;
  if (!one) return null;
  if (typed === '') return decline(context, 'rename-how', { command: what });
  if (!isName(typed)) {
    const name = asOneWord(typed);
    return name === null
      ? decline(context, `${what}-bad-name`, { typed })
      : decline(context, 'rename-many-words', { typed, line: `/${what} rename ${one.name} ${name}` });
  }
  if (![one, ...others].every((each) => mayChange(each, person))) {
    return decline(context, `${what}-not-yours`, { name: one.name });
  }
  const to = { key: keyOf(typed), name: typed.normalize('NFC') };
  const taken = to.key === one.key ? [] : await knownBy(tx.db, what, ownersFor(person.id), typed);
  if (taken[0]) return decline(context, 'rename-taken', { command: what, name: taken[0].name });
  await renameInBook(tx, TABLES[what], one, to);
  return { cardId: await shown(context, what, one.id) };
}
