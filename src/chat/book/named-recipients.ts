import type { NamedItem } from '../grammar/named.ts';
import type { ParseRecipient } from '../grammar/recipients.ts';
import type { CommandSpec, Problem, Recipient } from '../grammar.ts';
import { emailIn } from './email.ts';
import type { Named } from './resolve.ts';

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
