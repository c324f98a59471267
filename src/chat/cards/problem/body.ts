import { z } from 'zod';
import { NO_MOMENT } from '../../times/clock-moment.ts';
import { badRecipient, badRecipients } from '../bad-recipients.ts';
import type { CardKind } from '../kind.ts';
import { optionSpec, usagePieces } from '../usage/pieces.ts';
import { refusalReason } from './refusal.ts';

const words = z.array(z.string()).readonly();
const name = z.string();
const typed = z.string();

/** What the grammar says of a line, see Problem, and what is found out later. */
const problem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-recipient') }),
  z.object({ kind: z.literal('bad-recipient'), ...badRecipient.shape }),
  z.object({ kind: z.literal('bad-recipients'), bad: badRecipients }),
  z.object({ kind: z.literal('too-many-recipients'), count: z.number() }),
  z.object({ kind: z.literal('unknown-name'), typed, near: words }),
  z.object({ kind: z.literal('no-address'), names: words }),
  z.object({ kind: z.literal('empty-group'), typed }),
  z.object({ kind: z.literal('unknown-option'), word: z.string(), known: words }),
  z.object({ kind: z.literal('bad-option'), name, value: z.string(), expected: optionSpec }),
  z.object({ kind: z.literal('missing-option'), name, expected: optionSpec }),
  z.object({ kind: z.enum(['repeated-option', 'unclosed-quote', 'option-first']), name }),
  z.object({ kind: z.literal('missing-text') }),
  z.object({ kind: z.literal('time-behind'), name, value: z.string() }),
  z.object({ kind: z.literal('text-not-taken'), text: z.string() }),
  z.object({
    kind: z.enum([
      'bad-code',
      'extension',
      'ambiguous',
      'by-id',
      'phone-not-id',
      'phone-or-id',
      'quota-of-what',
      'unknown-word',
    ]),
    typed,
  }),
  /** A time that cannot be read without a doubt, or cannot be had. */
  z.object({ kind: z.literal('no-moment'), typed, why: z.enum(NO_MOMENT) }),
  z.object({ kind: z.literal('refused'), reason: refusalReason }),
  z.object({ kind: z.literal('not-one-of'), typed, values: words }),
  /** The values are some of those that there are. */
  z.object({ kind: z.literal('not-one-like'), typed, values: words }),
  z.object({ kind: z.literal('unknown-command'), known: words }),
  /** What looks like a command and is none; a line without one. */
  z.object({ kind: z.literal('looks-like'), typed }),
  z.object({ kind: z.literal('no-command') }),
  /** So many commands stand in one message. */
  z.object({
    kind: z.literal('several-commands'),
    count: z.number(),
    /** The first one begins the message; else other words do. */
    isFirst: z.boolean(),
    /** The last line has all of it as one text. */
    isText: z.boolean(),
  }),
]);

const body = z.object({
  command: z.string(),
  problem,
  /** The line as it was understood. */
  reading: z.string(),
  /** Lines to copy instead. */
  corrections: words,
  /** Of each of them, what was typed and does not stand in it. */
  leftOut: z.array(words).readonly().default([]),
  /** How the command is written; empty where it is not typed at all. */
  usage: usagePieces,
});
export type ProblemBody = z.infer<typeof body>;

/** A line that could not be read or done: what was understood, what is wrong, lines to copy instead. */
export const problemCard: CardKind<ProblemBody> = { name: 'problem', version: 3, body };
