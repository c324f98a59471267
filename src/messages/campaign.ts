import type { MessageState } from './status.ts';

/**
 * Where a campaign is: an order of so many messages that a word is said to it, and not to each of them. What has not left
 * of it is queued, and where that stands the campaign says.
 *
 *   preparing ──> preview <─> running <─> paused
 *       └───────────┴────────────┼──────────┘
 *                                ├──> cancelled ──> done
 *                                └────────────────> done
 */
export const CAMPAIGN_STATES = ['preparing', 'preview', 'running', 'paused', 'cancelled', 'done'] as const;

export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/**
 * Where a message stands, by its own state and by its campaign, if it is of one: a word that was said to the campaign is
 * written to its messages later, or never.
 */
export function stateWithin(campaign: CampaignState | null, state: MessageState): MessageState {
  if (state !== 'queued') return state;
  if (campaign === 'preparing' || campaign === 'preview') return 'waiting';
  return campaign === 'cancelled' ? 'cancelled' : 'queued';
}
