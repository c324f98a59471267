import { parseEmail } from '../../messages/recipient.ts';
import type { Fields } from '../../store/book/contacts.ts';
import { isOneOf } from '../locale.ts';

/** What mail programs write before an address, and around it: `Jane Doe <jane@example.com>`. */
const NAMED_ADDRESS = /^[^<>]*<([^<>]+)>\s*$/;

const addressIn = (value: string): string | null => parseEmail(NAMED_ADDRESS.exec(value)?.[1] ?? value);

const emailsIn = (fields: Fields): [string, string][] =>
  Object.entries(fields).filter(([name]) => isOneOf(name, 'typed-email'));

/** The address to which an e-mail to somebody goes. */
export function emailIn(fields: Fields): string | null {
  const [field] = emailsIn(fields);
  return field ? addressIn(field[1]) : null;
}

/** What is called an e-mail and is no address, to which nothing could go; '' takes the field away. */
export const badEmailIn = (fields: Fields): { readonly field: string; readonly typed: string } | null =>
  emailsIn(fields)
    .map(([field, typed]) => ({ field, typed }))
    .find(({ typed }) => typed !== '' && addressIn(typed) === null) ?? null;
