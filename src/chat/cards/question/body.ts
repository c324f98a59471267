import { z } from 'zod';
import type { Card } from '../../../store/chats/cards.ts';
import { sentDocument } from '../../telegram/document.ts';
import type { CardKind } from '../kind.ts';

const byName = z.record(z.string(), z.string()).readonly();

const body = z.object({
  command: z.string(),
  /** What stood behind the command's name. */
  rest: z.string(),
  missing: z.enum(['recipient', 'text', 'values', 'table', 'time', 'sender']),
  /** The text, where it is there and the recipient is not. */
  kept: z.string(),
  /** Who is named already, where that may be read. */
  to: z.array(z.string()).readonly(),
  /** An answer that named nobody; '' before the first. */
  unread: z.string(),
  /** What the reply should hold, in this order. */
  wants: z
    .array(
      z.enum([
        'phone',
        'one-phone',
        'email',
        'bot',
        'text',
        'code',
        'own-phone',
        'value',
        'values',
        'table',
        'table-text',
        'time',
        'sender',
        'reached-text',
      ]),
    )
    .readonly(),
  /** The card of which a test goes to the number that is asked for; null: it is a command that lacks something. */
  test: z.string().nullable(),
  /** The table that the command is for; null: none was sent with it. */
  document: sentDocument.nullable(),
  /** The card of a campaign whose recipients, so many, the text goes to; absent: others. */
  reached: z.object({ cardId: z.string(), n: z.number() }).optional(),
  /** The card that the line replies to, as its answer then does too; absent: to none. */
  about: z.object({ cardId: z.string(), isDraft: z.boolean() }).optional(),
  /** What the text has no values for, and those that it has been given; null: its braces are left as they are. */
  filling: z
    .object({
      lacking: z.array(z.string()).readonly(),
      values: z.object({ said: byName, otherwise: byName }).readonly(),
    })
    .nullable(),
});
export type QuestionBody = z.infer<typeof body>;

/** What is missing, to be given as a reply. */
export const questionCard: CardKind<QuestionBody> = {
  name: 'question',
  version: 9,
  body,
  earlier: {
    1: z.looseObject({ kept: z.string().default('') }),
    2: z.looseObject({ to: z.array(z.string()).default([]), unread: z.string().default('') }),
    3: z.looseObject({ test: z.null().default(null) }),
    4: z.looseObject({ filling: z.null().default(null) }),
    5: z.looseObject({ document: z.null().default(null) }),
  },
};

/** What a line that lacks something replies to. */
export const aboutOf = ({
  repliedTo,
  isDraft,
}: {
  readonly repliedTo: Card | null;
  readonly isDraft: boolean;
}): Pick<QuestionBody, 'about'> =>
  repliedTo && repliedTo.kind !== questionCard.name ? { about: { cardId: repliedTo.id, isDraft } } : {};
