import { z } from 'zod';
import type { Context } from '../context.ts';
import { sentDocument } from '../telegram/document.ts';

/** A table that somebody sent, and where. */
export const sentTable = z.object({
  document: sentDocument,
  personId: z.number(),
  chatId: z.number(),
  threadId: z.number().nullable(),
  replyTo: z.number().nullable(),
  language: z.string(),
});
export type SentTable = z.infer<typeof sentTable>;

/** The one beside the words, or that of the message which they reply to. Null: there is none. */
export const tableSent = ({ document, person, place, messageId, language }: Context): SentTable | null =>
  document && {
    document,
    personId: person.id,
    chatId: place.chatId,
    threadId: place.threadId,
    replyTo: place.isPrivate ? null : messageId,
    language,
  };
