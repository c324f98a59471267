import type { Settings } from '../../../src/chat/context.ts';
import { PROFILES } from '../../../src/messages/provider.ts';
import type { WireOptions } from '../../../src/messages/wire.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { positionOf } from '../../../src/store/tables/message-id.ts';
import { EN } from '../languages.ts';
import { ACCOUNTS, type World } from './history.ts';
import type { Place } from './path.ts';

/** Whose private chat the cards are in. */
export const OWNER = 101;
/** More messages than an order of a history has. */
export const ALL = 1_000;
/** ms */
export const SEND_MAX_AGE = 600_000;

/** An order and its card. */
export interface Placed {
  readonly id: string;
  readonly cardId: string;
}

/** A store during a history: its settings, and which of its orders is which of the history. */
export class StoreWorld {
  readonly store: Store;
  readonly habits: (typeof PROFILES)['generic']['habits'];
  readonly areCampaigns: boolean;
  readonly orders: Placed[] = [];
  wire: WireOptions;

  /** @param isTold a setting says how receipts write ids */
  constructor(store: Store, { guards, long, ids, areCampaigns }: World, isTold: boolean) {
    const profile = PROFILES[guards ? 'smsc.ru' : 'generic'];
    this.store = store;
    this.areCampaigns = areCampaigns === true;
    this.habits = isTold ? { ...profile.habits, receiptId: ids } : profile.habits;
    this.wire = { ...profile, ...profile.habits, defaultAlphabet: 'gsm', sender: 'SHOP', long };
  }

  order(index: number): Placed {
    const order = this.orders[index];
    if (!order) throw new Error(`there is no order ${index}`);
    return order;
  }

  placeOf(message: { id: number; order_id: string }): Place {
    return {
      order: this.orders.findIndex(({ id }) => id === message.order_id),
      position: positionOf(message.id),
    };
  }

  settings(): Settings {
    return {
      ownerIds: [OWNER],
      programs: [],
      guard: this.store.rules.guard,
      username: 'demo_bot',
      linkKey: '1:demo',
      language: EN,
      timeZone: 'Europe/Moscow',
      country: 'RU',
      currency: 'RUB',
      accounts: [...ACCOUNTS],
      wire: this.wire,
      partsPerSecond: 100,
      hlrCache: 0,
      hooksMayBePrivate: false,
      asksProvider: false,
      sendMaxAge: SEND_MAX_AGE,
      undoSend: 0,
      askAbove: { parts: 4, cost: null },
      approve: { above: null, cost: null, senders: [] },
      quotaZone: 'UTC',
    };
  }
}
