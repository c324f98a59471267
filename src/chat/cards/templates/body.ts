import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** By their names, or those first that were used last. */
  order: z.enum(['named', 'used']),
});
export type TemplatesBody = z.infer<typeof body>;

/** All templates. */
export const templatesCard: CardKind<TemplatesBody> = { name: 'templates', version: 1, body };
