import type { Protocol } from '../messages/protocol.ts';
import type { Channel } from '../messages/request.ts';
import type { Offer } from '../messages/terms.ts';
import type { BindReport } from '../store/attempts/binds.ts';
import type { Message } from '../store/attempts/outbox.ts';
import type { StoredAttempt } from '../store/attempts/stored-attempts.ts';
import type { QueryAnswer } from '../store/receipts/queries.ts';
import type { SubmitMetrics } from './metrics.ts';
import type { SubmitAnswer, SubmitOutcome } from './outcome.ts';

/** What an answer to a submit is known by. */
export interface SubmitToken {
  readonly attemptId: number;
  /** When its attempt was put on record (ms, by the store's clock). */
  readonly committedAt: number;
  /** performance.now() as it was written. */
  readonly writtenAt: number;
}

/** One part of a message as it goes out, made by its way and of use to that alone. */
export interface Submit {
  /** 1 is the first. */
  readonly part: number;
  /** The source address that it names; '' for none. */
  readonly source: string;
  /** The digest by which its repeat is known to be the same; null: it is never repeated. */
  readonly octets: string | null;
}

/** A message as a way carries it. */
export interface Load {
  readonly submits: readonly Submit[];
  /** What is paid for all of them: the rate counts it. */
  readonly parts: number;
}

/** A connection by which messages leave: a bind to the SMSC, the provider's HTTP API, a mail server. */
export interface Exit {
  /** By which attempts and /health know it, such as "login/1". */
  readonly id: string;
  /** In use, or next in turn: "host:port". */
  readonly host: string;
  /** Messages can leave. */
  readonly ready: boolean;
  /** Submits that may be written now, and that may wait for their answers at any time. */
  readonly free: number;
  readonly window: number;
  /**
   * Writes a submit, if a place is free, and waits for its answer; nothing is written where it is connected to another host
   * by now. Rejects with RangeError when it cannot be written at all.
   * @param submit one of those that its way has made
   */
  submit(submit: Submit, token: SubmitToken, host: string): Promise<SubmitOutcome>;
  /** What it says of itself. */
  report(now: number): Omit<BindReport, 'rate'>;
}

/** What a way tells its sender. */
export interface WayEvents {
  /** There may be more to send: a connection is up, or places have become free. */
  onFree(): void;
  /** A connection has come up or gone down. */
  onChange(): void;
  /** An answer that came after its submit was given up. */
  onLateAnswer(token: SubmitToken, answer: SubmitAnswer): void;
}

/**
 * A protocol by which messages leave. The sender knows ways alone: what is SMPP's, or HTTP's, stands behind this.
 *
 * What comes in by a way (receipts, statuses, messages of subscribers) it puts into the store itself: there it is joined with
 * what went out, by whichever way that was.
 */
export interface Way {
  readonly protocol: Protocol;
  readonly exits: readonly Exit[];
  readonly metrics: SubmitMetrics;
  /** Messages can leave by it, and what becomes of them can be told. */
  readonly isUp: boolean;
  /** Whether it has that channel. */
  carries(channel: Channel): boolean;
  /** How a message goes by it, as it was agreed; null: it cannot. */
  load(message: Message): Load | null;
  /** How it would go instead; null: not at all. */
  offer(message: Message): Offer | null;
  /** Begins to connect; to be called once. */
  begin(events: WayEvents): void;
  /** Takes no more, waits up to `drainMs` for answers, and hangs up. */
  end(drainMs: number): Promise<void>;
  /** Asks the provider what became of an attempt that has an id. */
  status(attempt: StoredAttempt, recipient: string): Promise<QueryAnswer>;
}

/** Messages can leave by it. */
export const isOpen = ({ exits }: Way): boolean => exits.some(({ ready }) => ready);
