import { z } from 'zod';

/** When a card's recipient was last looked up by its buttons (ms). */
export const looked = z.object({ hlr: z.number().optional(), ping: z.number().optional() }).readonly();
export type Looked = z.infer<typeof looked>;
