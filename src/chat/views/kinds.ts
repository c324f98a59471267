import type { RefusalReason } from '../../messages/request.ts';
import type { BadRecipient, Problem, UsagePiece } from '../grammar.ts';
import type { Arguments, Language } from '../locale.ts';

/** What each kind of card keeps beside the rows it shows. */
export interface CardBodies {
  /** Messages on their way to people: one, or many counted. */
  send: {
    /** Listed in the preview: typed twice, sent once. */
    readonly duplicates: readonly string[];
    /** Listed in the preview: not sent. */
    readonly bad: readonly BadRecipient[];
    /** How many of them are on their way already, or went within the minute. */
    readonly repeated?: number;
    /** A person had the failed message sent again, on another card. */
    readonly resent?: boolean;
    /** When its recipient was last looked up by a button (ms). */
    readonly looked?: { readonly hlr?: number; readonly ping?: number };
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
    readonly problem:
      | Problem
      | { readonly kind: 'refused'; readonly reason: RefusalReason }
      | { readonly kind: 'not-one-of'; readonly typed: string; readonly values: readonly string[] }
      | { readonly kind: 'unknown-command'; readonly known: readonly string[] };
    readonly reading: string;
    readonly corrections: readonly string[];
    /** How the command is written; empty where it is not typed at all. */
    readonly usage: readonly UsagePiece[];
  };
  /** What is missing, to be given as a reply. */
  question: {
    readonly command: string;
    readonly rest: string;
    readonly missing: 'recipient' | 'text';
    /** What the reply should hold, in this order. */
    readonly wants: readonly ('phone' | 'email' | 'bot' | 'text' | 'code')[];
  };
  /** All that is known of one message. */
  history: { readonly messageId: string };
  /** What a subscriber sent. */
  incoming: { readonly incomingId: string };
  /** Whether incoming messages are shown in the place of the card. */
  inbox: Readonly<Record<string, never>>;
  /** The language of the card's chat; `own` is what it is without a choice. */
  language: { readonly own: Language };
  /** Who has a role. */
  people: Readonly<Record<string, never>>;
  /** A link that lets one person in, and what became of it. */
  invitation: { readonly invitationId: string };
  /** The links to the provider, and what waits for them. */
  health: Readonly<Record<string, never>>;
  /** The commands that a person may use here. */
  help: { readonly commands: readonly { readonly name: string; readonly example: string }[] };
  /** One command in full. */
  usage: {
    readonly command: string;
    readonly usage: readonly UsagePiece[];
    readonly examples: readonly string[];
  };
}

export type CardKind = keyof CardBodies;
export type CardBody<K extends CardKind> = CardBodies[K];
