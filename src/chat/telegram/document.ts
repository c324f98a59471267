import type { Message } from 'grammy/types';
import { z } from 'zod';
import { oneLine } from '../../messages/straight.ts';

export const sentDocument = z.object({
  /** By which Telegram hands it out. */
  fileId: z.string(),
  name: z.string(),
  /** Bytes; null: Telegram does not say. */
  size: z.number().nullable(),
});

/** A file that somebody sent. */
export type SentDocument = z.infer<typeof sentDocument>;

/** Null: none stands in this message. */
export const documentOf = ({ document }: Message): SentDocument | null =>
  document
    ? { fileId: document.file_id, name: oneLine(document.file_name ?? ''), size: document.file_size ?? null }
    : null;
