import type { Alphabet } from './alphabet.ts';
import { CHANNELS, type Channel } from './request.ts';
import type { AddressTypes } from './source.ts';

/** What data_coding 0 can mean (SMPP 3.4, 5.2.19: the SMSC's default alphabet). */
export const DEFAULT_ALPHABETS = ['gsm', 'latin1', 'ascii'] as const satisfies readonly Alphabet[];
export type DefaultAlphabet = (typeof DEFAULT_ALPHABETS)[number];

/** How a receipt writes the id, seen from submit_sm_resp; `auto` learns it from the receipts that allow one reading. */
export const RECEIPT_IDS = ['auto', 'same', 'hex', 'decimal'] as const;
export type ReceiptIdForm = (typeof RECEIPT_IDS)[number];

/** How a text longer than one part travels: whole in message_payload, or in parts with a UDH or with SAR TLVs. */
export const LONG_FORMS = ['payload', 'udh', 'sar'] as const;
export type LongForm = (typeof LONG_FORMS)[number];

/** What a receipt's dates are: minutes by which its clock is ahead of UTC; `auto` learns them from receipts. */
export type ReceiptZone = 'auto' | number;

/** An identical request is refused for so many seconds, 0 for never, and these submit_sm_resp statuses say so. */
export interface RefusesRepeats {
  readonly seconds: number;
  readonly statuses: readonly number[];
}

/** What a provider does where no setting says otherwise. */
interface Habits {
  readonly refusesRepeats: RefusesRepeats;
  readonly receiptZone: ReceiptZone;
  readonly receiptId: ReceiptIdForm;
  readonly sourceTypes: AddressTypes;
  readonly destinationTypes: AddressTypes;
  readonly systemType: string;
  /** By the system_type of the bind; `usual` is for those that are not named. */
  readonly defaultAlphabet: { readonly usual: DefaultAlphabet } & Readonly<Record<string, DefaultAlphabet>>;
  /** The data_coding of ISO-8859-1 where it is not the default. */
  readonly latin1DataCoding: 3 | 4;
  readonly long: LongForm;
  /** Hours for which a message is tried, null for as long as the provider likes. */
  readonly validity: number | null;
}

/** What a provider speaks: no setting changes it. */
export interface Provider {
  /** The ways that one submit_sm can go there. */
  readonly channels: readonly Channel[];
  /** Whether prefixes and marks in a text, its vendor's TLVs and its error codes mean what they mean at SMSC.ru. */
  readonly hasDialect: boolean;
  /** Channels whose messages leave by mail alone, which has no place for all that they can have. */
  readonly byMailAlone?: readonly Channel[];
}

/** What is known of a kind of provider. */
interface Profile extends Provider {
  /** The most hours that a message may be valid. */
  readonly longestValidity: number;
  /** Its HTTP API; null: it has none that is spoken here. */
  readonly http: {
    /** What it does not know so long after a request (ms) it has never taken. No document says so: it is a caution. */
    readonly unknownAfterMs: number;
  } | null;
  readonly habits: Habits;
}

/** ESME_RSUBMITFAIL (SMPP 3.4, 5.1.3). */
const SUBMIT_FAILED = 0x45;

export const PROVIDERS = ['smsc.ru', 'generic'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/**
 * The kinds of provider. `smsc.ru` is SMSC.ru with its sister brands; `generic` is any other that speaks SMPP 3.4, of
 * which nothing is taken for granted.
 *
 *                      smsc.ru                            generic
 *   identical request  refused for a minute               another message: nothing is repeated by the program
 *   channels           all, by prefixes in the text       SMS
 *   receipts' dates    Moscow's                           learned
 *   sender's name      5/1                                5/0
 *   short number       1/1 as any                         3/0, network specific
 *   Latin-1            4                                  3 (SMPP 3.4, 5.2.19)
 *   long texts         whole, in message_payload          in parts with a UDH: who does not know message_payload takes
 *                                                         the message for an empty one, and says that it was delivered
 */
export const PROFILES: Readonly<Record<ProviderName, Profile>> = {
  'smsc.ru': {
    channels: CHANNELS,
    hasDialect: true,
    longestValidity: 24,
    http: { unknownAfterMs: 90_000 },
    habits: {
      refusesRepeats: { seconds: 60, statuses: [SUBMIT_FAILED] },
      receiptZone: 180,
      receiptId: 'auto',
      sourceTypes: { name: { ton: 5, npi: 1 }, number: { ton: 1, npi: 1 }, short: { ton: 1, npi: 1 } },
      destinationTypes: { name: { ton: 0, npi: 0 }, number: { ton: 1, npi: 1 }, short: { ton: 1, npi: 1 } },
      systemType: '',
      defaultAlphabet: { usual: 'gsm', ISO: 'latin1' },
      latin1DataCoding: 4,
      long: 'payload',
      validity: null,
    },
  },
  generic: {
    channels: ['sms'],
    hasDialect: false,
    // A relative time has two digits for its days (SMPP 3.4, 7.1.1.2).
    longestValidity: 99 * 24,
    http: null,
    habits: {
      refusesRepeats: { seconds: 0, statuses: [SUBMIT_FAILED] },
      receiptZone: 'auto',
      receiptId: 'auto',
      sourceTypes: { name: { ton: 5, npi: 0 }, number: { ton: 1, npi: 1 }, short: { ton: 3, npi: 0 } },
      destinationTypes: { name: { ton: 0, npi: 0 }, number: { ton: 1, npi: 1 }, short: { ton: 3, npi: 0 } },
      systemType: '',
      defaultAlphabet: { usual: 'gsm' },
      latin1DataCoding: 3,
      long: 'udh',
      validity: null,
    },
  },
};

/** The brands of SMSC.ru, by their domains. */
const BRANDS = ['smsc.ru', 'smsc.kz', 'smsc.ua', 'smscentre.com'];

/** The bases of the HTTP API of the brand that a host belongs to, the spare one last; empty: it is no brand's. */
export function httpApiOf(host: string): readonly string[] {
  const brand = BRANDS.find((one) => isOf(host, one));
  return brand === undefined ? [] : [`https://${brand}`, `https://www2.${brand}`];
}

/** Where the brand that a host belongs to takes messages as mails; null: it is no brand's. */
export function mailInletOf(host: string): { readonly host: string; readonly address: string } | null {
  const brand = BRANDS.find((one) => isOf(host, one));
  return brand === undefined ? null : { host: `send.${brand}`, address: `send@send.${brand}` };
}

/** The provider that these hosts tell; null where they tell none, or belong to several. */
export function providerAt(hosts: readonly string[]): ProviderName | null {
  const isBrand = (host: string): boolean => BRANDS.some((brand) => isOf(host, brand));
  return hosts.length > 0 && hosts.every(isBrand) ? 'smsc.ru' : null;
}

function isOf(host: string, brand: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return name === brand || name.endsWith(`.${brand}`);
}
