import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({ invitationId: z.string() });
export type InvitationBody = z.infer<typeof body>;

/** A link that lets one person in, and what became of it. */
export const invitationCard: CardKind<InvitationBody> = { name: 'invitation', version: 1, body };
