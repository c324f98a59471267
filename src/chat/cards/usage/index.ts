import type { Room } from '../room.ts';
import { type UsageBody, usageCard } from './body.ts';
import { usageView } from './view.ts';

export const usage: Room<UsageBody> = { kind: usageCard, seenBy: 'viewer', ownTaps: true, view: usageView };
