import { CONSENT } from '../../messages/consent.ts';
import type { Contact, Fields } from '../../store/book/contacts.ts';
import { isOneOf } from '../locale.ts';
import { keyOf } from './names.ts';

/** Fields that are read by what they are, whatever they are called. */
const KINDS = ['typed-email', 'typed-name'] as const;

/** Whether two names are of one field: two e-mail addresses of somebody would leave open where an e-mail goes. */
const isSameField = (one: string, other: string): boolean =>
  keyOf(one) === keyOf(other) || KINDS.some((kind) => isOneOf(one, kind) && isOneOf(other, kind));

/** What is known of somebody, and more of them in its place; '' takes a field away. */
function withFields(known: Fields, more: Fields): Fields {
  const fields = new Map(Object.entries(known));
  const free = new Set(Object.keys(known).filter((field) => more[field] === undefined));
  for (const [field, value] of Object.entries(more)) {
    const there = fields.has(field) ? field : [...free].find((one) => isSameField(one, field));
    free.delete(there ?? field);
    fields.set(there ?? field, value);
  }
  return Object.fromEntries([...fields].filter(([, value]) => value !== ''));
}

/**
 * The fields of a contact that gets a number and more fields. What they agreed to was given for the number of then, and goes
 * along to no other one: whose that is may be somebody else.
 */
export function mergedFields(
  there: Pick<Contact, 'number' | 'fields'> | undefined,
  { number, fields }: Pick<Contact, 'number' | 'fields'>,
): { readonly fields: Fields; readonly isConsentLost: boolean } {
  const { fields: known = {}, number: was = number } = there ?? {};
  const merged = withFields(was === number ? known : { ...known, [CONSENT]: '' }, fields);
  return {
    fields: merged,
    isConsentLost: was !== number && known[CONSENT] !== undefined && merged[CONSENT] === undefined,
  };
}
