import { z } from 'zod';
import { ENCODINGS } from '../../../files/encoding.ts';
import { chainStep } from '../../../messages/chain.ts';
import { messageContent } from '../../../messages/request.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { sentDocument } from '../../telegram/document.ts';
import { type CardKind, readBody } from '../kind.ts';
import { lacks } from '../lacks.ts';
import { tableProblem } from './problem.ts';

/** A table, and what is to be made of it. */
export const tableSource = z.object({
  document: sentDocument,
  /** What is sent to each recipient, with its placeholders. */
  content: messageContent,
  /** The channels by which what fails goes on; what was asked for before they could be named has none. */
  fallback: z.array(chainStep).readonly().default([]),
  /** What a person said that it is, in place of what is found. */
  column: z.number().nullable(),
  encoding: z.enum(ENCODINGS).nullable(),
  writtenAt: z.number(),
  /** The time that is set for it (ms). */
  sendAt: z.number().nullable().default(null),
  /** It goes at any hour. */
  atAnyHour: z.boolean().default(false),
  lacks,
});
export type TableSource = z.infer<typeof tableSource>;

const body = z.object({
  source: tableSource,
  /** Unique to what had it read. */
  origin: z.string(),
  state: z.discriminatedUnion('is', [
    z.object({ is: z.literal('reading'), rows: z.number() }),
    z.object({ is: z.literal('cancelled') }),
    /** `encodings`: in which it may be written, the one that was taken first. */
    z.object({
      is: z.literal('refused'),
      problem: tableProblem,
      encodings: z.array(z.enum(ENCODINGS)).readonly(),
    }),
  ]),
});
export type TableBody = z.infer<typeof body>;

/** A table that is being read, or of which nothing comes. Where something does, it turns into a card that sends. */
export const tableCard: CardKind<TableBody> = { name: 'table', version: 1, body };

/** Whether it is the card of a table of which nothing came. */
export const cameToNothing = (card: Card): boolean =>
  card.kind === tableCard.name &&
  ['refused', 'cancelled'].includes(readBody(tableCard, card)?.state.is ?? '');
