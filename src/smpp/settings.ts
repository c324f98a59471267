import type { ReceiptIdForm, ReceiptZone } from '../messages/provider.ts';
import type { Endpoint, TlsOptions } from './connection.ts';
import type { LinkOptions } from './link.ts';

/** The binds of one account at the provider; durations in ms. */
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
  /** Numbers of subscribers without a country code are of it (ISO 3166). */
  readonly country: string;
  readonly receiptId: ReceiptIdForm;
  readonly receiptZone: ReceiptZone;
  /** Time limits of the links, where the usual ones do not fit. */
  readonly limits?: Pick<LinkOptions, 'requestTimeoutMs' | 'connectTimeoutMs' | 'enquireLinkMs' | 'backoff'>;
}
