import { z } from 'zod';
import { plainAddress, senderAddress } from '../messages/party.ts';
import type { Tx } from '../store/engine/database.ts';
import { storeIncoming } from '../store/talks/incoming.ts';
import type { Answered, Polling } from './answered.ts';
import type { ProviderClient } from './client.ts';

/** The last message that was told of. */
const cursor = z.object({ after: z.string().nullable() });
type Cursor = z.infer<typeof cursor>;

/**
 * Asks what subscribers wrote since the last time; at first, in the last day. It takes the way of what comes by SMPP or by
 * the HTTP callback, and what came by these before is known again. A message says no more than the number it was sent to, so
 * it is the first account's.
 */
export async function askIncoming(
  client: ProviderClient,
  answer: string | null,
  { accounts: [account = ''], everyMs }: Polling,
): Promise<Answered> {
  const { after } = answer === null ? { after: null } : cursor.parse(JSON.parse(answer));
  const messages = (await client.incoming(after)).toSorted(
    (one, other) => numberOf(one.id) - numberOf(other.id),
  );
  return {
    answer: { after: messages.findLast(({ id }) => isNumber(id))?.id ?? after } satisfies Cursor,
    againMs: everyMs,
    async keep(tx: Tx, now: number) {
      let kept = 0;
      for (const { id, phone, to_phone, message: text, received: time } of messages) {
        const parties = { sender: senderAddress(phone), recipient: plainAddress(to_phone ?? '') };
        const part = { ...parties, text, concatenation: null };
        if (await storeIncoming(tx, account, part, now, { via: 'http', id, time })) kept += 1;
      }
      return kept;
    },
  };
}

/** Ids grow; one that is no number says nothing of what comes behind it. */
const isNumber = (id: string): boolean => /^\d{1,15}$/.test(id);
const numberOf = (id: string): number => (isNumber(id) ? Number(id) : 0);
