import type { Offer } from '../messages/terms.ts';
import { claim } from '../store/attempts.ts';
import type { Tx } from '../store/database.ts';
import { holdForTerms, holdStale } from '../store/decisions.ts';
import { askPerson, postponeRepeats } from '../store/doubts.ts';
import { type HeldBack, holdForGuard } from '../store/guard.ts';
import { markMoved } from '../store/orders.ts';
import type { Message } from '../store/outbox.ts';
import { type Bind, hostName } from './bind.ts';
import type { Endpoint } from './connection.ts';
import type { SubmitFields } from './pdu.ts';
import type { Submit } from './submit-of.ts';

/** A submit_sm whose attempt is on record, to be written to this bind, while it is bound to this host. */
export interface ClaimedSubmit {
  readonly attemptId: string;
  readonly recipient: string;
  readonly bind: Bind;
  readonly endpoint: Endpoint;
  readonly fields: SubmitFields;
}

interface Leaving {
  readonly message: Message;
  /** The parts that leave now. */
  readonly submits: readonly Submit[];
  /** PDUs of the whole message. */
  readonly pdus: number;
  readonly bind: Bind;
  readonly endpoint: Endpoint;
}

/** What becomes of a group of messages whose turn has come: worked out first, then written in a few statements. */
export class Fates {
  readonly leaving: Leaving[] = [];
  readonly heldBack: HeldBack[] = [];
  /** A person is asked about these in doubt. */
  readonly asked: Message[] = [];
  /** Repeats whose host is not to be had. */
  readonly postponed: string[] = [];
  /** Orders of which a message is too old. */
  readonly stale = new Set<string>();
  /** Orders that cannot go as they were agreed on, with what the connection offers instead, if anything. */
  readonly terms = new Map<string, Offer | null>();
  /** Orders of bulks that are getting on. */
  readonly moved = new Set<string>();

  /**
   * Puts it all on record; what leaves first, since an order that is held takes what is still queued of it.
   * @param lookAgainAt when postponed repeats are looked at again (ms)
   */
  async write(tx: Tx, now: number, lookAgainAt: number): Promise<ClaimedSubmit[]> {
    const attempts = await claim(
      tx,
      this.leaving.map(({ message, submits, pdus, endpoint, bind }) => ({
        message,
        pdus,
        attempts: submits.map(({ part, fields, octets }) => ({
          part,
          host: hostName(endpoint),
          bind: bind.id,
          source: fields.source.address,
          octets,
        })),
      })),
      now,
    );
    await holdForGuard(tx, this.heldBack, now);
    await askPerson(tx, this.asked, now);
    await postponeRepeats(tx, this.postponed, lookAgainAt);
    await holdStale(tx, [...this.stale], now);
    await holdForTerms(tx, this.terms, now);
    if (this.moved.size > 0) await markMoved(tx, [...this.moved], now);
    return this.leaving.flatMap(({ message, submits, bind, endpoint }, index) =>
      submits.flatMap(({ fields }, part) => {
        const attemptId = attempts[index]?.[part];
        return attemptId ? { attemptId, recipient: message.recipient, bind, endpoint, fields } : [];
      }),
    );
  }
}
