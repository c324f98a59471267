import { z } from 'zod';
import { ALPHABETS } from '../../../messages/alphabet.ts';
import { CHANNELS, NOT_IN_MAIL } from '../../../messages/request.ts';

const alphabet = z.enum(ALPHABETS);
const mark = z.string();
const characters = z.array(z.string()).readonly();

/** Why a request cannot go as it was asked, see RefusalReason. */
export const refusalReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changes-channel'), mark }),
  z.object({ kind: z.literal('cut-by-mark'), mark }),
  z.object({ kind: z.literal('comment-needs-wider-alphabet'), alphabet, characters }),
  z.object({ kind: z.literal('not-in-alphabet'), alphabet, characters }),
  z.object({ kind: z.literal('alphabet-unavailable'), alphabet }),
  z.object({ kind: z.literal('channel-unavailable'), channel: z.enum(CHANNELS) }),
  z.object({ kind: z.literal('no-place-in-mail'), what: z.enum(NOT_IN_MAIL) }),
  z.object({ kind: z.literal('bad-bot-name'), bot: z.string() }),
  z.object({ kind: z.literal('unknown-voice'), voice: z.string() }),
  z.object({ kind: z.literal('bad-sender'), from: z.string() }),
  z.object({ kind: z.literal('too-long'), parts: z.number(), limit: z.number() }),
  z.object({
    kind: z.literal('out-of-range'),
    option: z.enum(['ring', 'retry', 'tries']),
    min: z.number(),
    max: z.number(),
  }),
  z.object({ kind: z.literal('bad-via'), typed: z.string(), channel: z.enum(CHANNELS) }),
  z.object({ kind: z.literal('bad-after'), typed: z.string() }),
  z.object({
    kind: z.enum([
      'comment-unavailable',
      'bad-code',
      'empty-text',
      'empty-comment',
      'empty-subject',
      'subject-breaks-line',
      'comment-with-call-options',
    ]),
  }),
]);
