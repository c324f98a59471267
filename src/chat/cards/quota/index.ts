import type { Room } from '../room.ts';
import { type QuotaBody, quotaCard } from './body.ts';
import { quotaView } from './view.ts';

export const quota: Room<QuotaBody> = { kind: quotaCard, seenBy: 'viewer', view: quotaView };
