import { z } from 'zod';
import { sentDocument } from '../../telegram/document.ts';
import type { CardKind } from '../kind.ts';

const line = z.object({
  /** Of the locale files. */
  id: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type NoticeLine = z.infer<typeof line>;

const body = z.object({
  lines: z.array(line).readonly(),
  /** Says why nothing comes of what somebody asked: of use to them alone. */
  forAsker: z.literal(true).optional(),
  /** The file that it is about: what is said in reply is said of that. */
  document: sentDocument.optional(),
});
export type NoticeBody = z.infer<typeof body>;

/** Lines of text from the locale files. */
export const noticeCard: CardKind<NoticeBody> = { name: 'notice', version: 2, body };
