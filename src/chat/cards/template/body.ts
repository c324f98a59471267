import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  templateId: z.number(),
  /** What was done just now. */
  said: z.enum(['added', 'changed']).nullable(),
  /** The name of one that is there no more. */
  removed: z.string().nullable(),
});
export type TemplateBody = z.infer<typeof body>;

/** A text that is sent again and again. */
export const templateCard: CardKind<TemplateBody> = { name: 'template', version: 1, body };
