import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({ alertId: z.string() });
export type AlertNumbersBody = z.infer<typeof body>;

/** To whom the messages went that an alert tells of. */
export const alertNumbersCard: CardKind<AlertNumbersBody> = { name: 'alert-numbers', version: 1, body };
