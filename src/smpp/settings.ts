import type { ReceiptIdForm, ReceiptZone, RefusesRepeats } from '../messages/provider.ts';
import type { WireOptions } from '../messages/wire.ts';
import type { Endpoint, TlsOptions } from './connection.ts';
import type { LinkOptions } from './link.ts';

/** One account at the provider, and how it is used; durations in ms. */
export interface SmppSettings {
  /** Tried in turn; at least one. */
  readonly hosts: readonly Endpoint[];
  readonly tls: TlsOptions | null;
  /** The login, which also names the account in the store. */
  readonly systemId: string;
  readonly password: string;
  readonly systemType: string;
  /** `split`: a transmitter and a receiver in place of each transceiver. */
  readonly bind: 'transceiver' | 'split';
  /** How many binds the account permits. */
  readonly binds: number;
  /** Unanswered submits per bind. */
  readonly window: number;
  /** Parts per second for the account. */
  readonly rate: number;
  /** Of these, how many campaigns may use; null: all of them. */
  readonly campaignRate: number | null;
  readonly wire: WireOptions;
  readonly refusesRepeats: RefusesRepeats;
  readonly receiptId: ReceiptIdForm;
  readonly receiptZone: ReceiptZone;
  /** Older messages ask a person before they leave. */
  readonly sendMaxAge: number;
  /** Time limits of the links, where the usual ones do not fit. */
  readonly limits?: Pick<LinkOptions, 'requestTimeoutMs' | 'connectTimeoutMs' | 'enquireLinkMs' | 'backoff'>;
}
