import type { RefusalReason } from '../../messages/request.ts';
import type { BadRecipient, Problem, UsagePiece } from '../grammar.ts';
import type { Arguments } from '../locale.ts';

/** What each kind of card keeps beside the rows it shows. */
export interface CardBodies {
  /** Messages on their way to people: one, or many counted. */
  send: {
    /** Listed in the preview: typed twice, sent once. */
    readonly duplicates: readonly string[];
    /** Listed in the preview: not sent. */
    readonly bad: readonly BadRecipient[];
    /** A person had the failed message sent again, on another card. */
    readonly resent?: boolean;
  };
  /** HLR look-ups or pings. */
  lookup: { readonly duplicates: readonly string[]; readonly bad: readonly BadRecipient[] };
  /** The look-ups of another card as a file. */
  report: { readonly of: string };
  /** Lines of text from the locale files. */
  notice: { readonly lines: readonly { readonly id: string; readonly args?: Arguments }[] };
  /** A line that could not be read: what was understood, what is wrong, lines to copy instead. */
  problem: {
    readonly command: string;
    readonly problem: Problem | { readonly kind: 'refused'; readonly reason: RefusalReason };
    readonly reading: string;
    readonly corrections: readonly string[];
    /** How the command is written; empty where it is not typed at all. */
    readonly usage: readonly UsagePiece[];
  };
  /** What is missing, to be given as a reply. */
  question: { readonly command: string; readonly rest: string; readonly missing: 'recipient' | 'text' };
  /** All that is known of one message. */
  history: { readonly messageId: string };
  incoming: { readonly incomingId: string };
  /** The links to the provider, and what waits for them. */
  health: Readonly<Record<string, never>>;
  help: { readonly command: string | null; readonly person: number };
}

export type CardKind = keyof CardBodies;
export type CardBody<K extends CardKind> = CardBodies[K];
