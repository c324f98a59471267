import { z } from 'zod';
import type { CardKind } from '../kind.ts';

const body = z.object({});
export type GroupsBody = z.infer<typeof body>;

/** All groups of contacts. */
export const groupsCard: CardKind<GroupsBody> = { name: 'groups', version: 1, body };
