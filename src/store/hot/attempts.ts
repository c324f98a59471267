import type { Prepare } from '../engine/statements.ts';
import type { AttemptsTable, WaysTable } from '../tables/message-schema.ts';

const TRIES = `
  select attempts.id, attempts.message_id, attempts.part, attempts.outcome, attempts.committed_at,
    attempts.answered_at, attempts.command_status, attempts.provider_id, attempts.octets, attempts.unanswered_to,
    ways.protocol, ways.account, ways.host, ways.bind, ways.source
  from attempts join ways on ways.id = attempts.way
  where attempts.message_id = ? order by attempts.id`;

/** Attempts of messages, of each the oldest first. */
export function triesOn(prepare: Prepare, messageIds: readonly number[]): Try[] {
  const tries = prepare(TRIES);
  return messageIds.flatMap((id) => tries.all(id) as Try[]);
}

type Try = Omit<AttemptsTable, 'id' | 'way' | 'open'> & { readonly id: number } & Pick<
    WaysTable,
    'protocol' | 'account' | 'host' | 'bind' | 'source'
  >;
