import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({ alertId: z.string() });
export type AlertBody = z.infer<typeof body>;

/** What a watch tells of. */
export const alertCard: CardKind<AlertBody> = { name: 'alert', version: 1, body };
