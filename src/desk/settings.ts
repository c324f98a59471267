import type { Money } from '../messages/money.ts';
import type { WireOptions } from '../messages/wire.ts';
import type { ApproveSettings } from './approval.ts';
import type { QuotaSettings } from './quota.ts';

/** What orders are made by. */
export interface DeskSettings extends QuotaSettings {
  /** The logins that send, at least one. */
  readonly accounts: readonly string[];
  readonly wire: WireOptions;
  /** Of quiet hours, where a chat has set none. */
  readonly timeZone: string;
  /** ms after which what was asked for is asked about before it goes. */
  readonly sendMaxAge: number;
  /** ms for which what may be taken back waits before it goes; 0: it does not. */
  readonly undoSend: number;
  /** Above so many parts, or (null: whatever it costs) above this price, a message is asked about before it goes. */
  readonly askAbove: { readonly parts: number; readonly cost: Money | null };
  readonly approve: ApproveSettings;
  /** The provider's HTTP API is asked for what SMPP does not tell. */
  readonly asksProvider: boolean;
}
