import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({
  /** The name of the one that is looked at; null: all are listed. */
  open: z.string().nullable(),
});
export type SettingsBody = z.infer<typeof body>;

/** What the card's chat has otherwise than the bot. */
export const settingsCard: CardKind<SettingsBody> = { name: 'settings', version: 1, body };
