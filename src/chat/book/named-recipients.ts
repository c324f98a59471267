import { parseEmail } from '../../messages/recipient.ts';
import type { Contact } from '../../store/book/contacts.ts';
import type { NamedItem } from '../grammar/named.ts';
import type { ParseRecipient } from '../grammar/recipients.ts';
import type { CommandSpec, Problem, Recipient } from '../grammar.ts';
import { isOneOf } from '../locale.ts';
import type { Named } from './resolve.ts';

/** What mail programs write before an address, and around it: `Jane Doe <jane@example.com>`. */
const NAMED_ADDRESS = /^[^<>]*<([^<>]+)>\s*$/;

/** The address to which an e-mail to somebody goes. */
const emailIn = (fields: Contact['fields']): string | null => {
  const field = Object.entries(fields).find(([name]) => isOneOf(name, 'typed-email'));
  return field ? parseEmail(NAMED_ADDRESS.exec(field[1])?.[1] ?? field[1]) : null;
};

/** Who the items are, each once, in the order typed. */
export function recipientsOf(
  spec: CommandSpec,
  items: readonly NamedItem[],
  { known }: Named,
  parse: ParseRecipient,
): { recipients: Recipient[]; duplicates: string[] } | Problem {
  const recipients = new Map<string, Recipient>();
  const duplicates: string[] = [];
  const lacking: string[] = [];
  const add = (one: Recipient, typed: string) => {
    if (recipients.has(one.to)) duplicates.push(typed);
    else recipients.set(one.to, one);
  };
  for (const { kind, typed } of items) {
    const one = kind === 'other' ? parse(typed) : null;
    if (one && 'to' in one) add({ to: one.to, typed }, typed);
    if (one) continue;
    const contacts = known.get(typed) ?? [];
    if (contacts.length === 0) return { kind: 'empty-group', typed };
    for (const { name, number, fields } of contacts) {
      const to = spec.recipientKind === 'email' ? emailIn(fields) : number;
      if (to === null) lacking.push(name);
      else add({ to, typed, contact: { name, number, fields } }, name);
    }
  }
  if (lacking.length > 0) return { kind: 'no-address', names: lacking };
  return { recipients: [...recipients.values()], duplicates };
}
