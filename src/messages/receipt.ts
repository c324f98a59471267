import type { Money } from './money.ts';

/** What became of a message, by the words of SMPP 3.4, 5.2.28 and appendix B. */
export type ReceiptState =
  | 'enroute'
  | 'accepted'
  | 'delivered'
  | 'expired'
  | 'undelivered'
  | 'rejected'
  | 'deleted'
  | 'unknown';

/** What the recipient has done with a message beyond getting it: it was read; a link in it was followed, so it was read. */
export const READINGS = ['read', 'clicked'] as const;
export type Reading = (typeof READINGS)[number];

/** What a look-up (HLR) found out. Null where the provider left the field empty. */
export interface Lookup {
  /** Identity of the SIM card. */
  imsi: string | null;
  /** Service centre of the network that the subscriber is in. */
  msc: string | null;
  /** Mobile country code, three digits. */
  mcc: string | null;
  /** Mobile network code, two or three digits. */
  mnc: string | null;
  /** Country of registration. */
  country: string | null;
  /** Operator of registration. */
  network: string | null;
  roamingCountry: string | null;
  roamingNetwork: string | null;
}

/** Whose the number is, as far as a look-up tells; null: it does not. */
export const operatorOf = ({ network, mcc, mnc }: Lookup): string | null =>
  network ?? (mcc === null || mnc === null ? null : `${mcc} ${mnc}`);

/** What the provider's TLV 0x2001 may say that a message was. */
export const RECEIPT_TYPES = [
  'sms',
  'flash',
  'binary',
  'wap-push',
  'hlr',
  'ping',
  'mms',
  'call',
  'email',
  'viber',
  'social',
] as const;

/** The kinds of template that the same may say that the text matched, by its bits 10 and 9. */
export const RECEIPT_TEMPLATES = ['service', 'transactional', 'advertising', 'other'] as const;
export type ReceiptTemplate = (typeof RECEIPT_TEMPLATES)[number];

/** The provider's TLV 0x2001. */
export interface ReceiptFlags {
  /** Null for a number that the provider does not document. */
  type: (typeof RECEIPT_TYPES)[number] | null;
  /** Paid from the account's second balance. */
  secondBalance: boolean;
  /** Null when the text matched no template. */
  template: ReceiptTemplate | null;
}

/** A delivery receipt, from whichever of its forms it came in. Null is what it does not say. */
export interface Receipt {
  /** The message's id: the receipted_message_id TLV, or else the id in the text. */
  id: string | null;
  /** The id as the text writes it, which other providers do in another base than in the TLV. */
  textId: string | null;
  state: ReceiptState | null;
  /** The word or number that it gives for a state which is none of these, as it is written. */
  unknownState: string | null;
  /** Beside the state `delivered`. */
  reading: Reading | null;
  /** The provider's error code, see `errorCode`; 0 is no error. */
  error: number | null;
  cost: Money | null;
  parts: number | null;
  flags: ReceiptFlags | null;
  /** SMPP 3.4, 5.3.2.31: the type of network and its own code. */
  networkError: { type: number; code: number } | null;
  lookup: Lookup | null;
  /** Minutes by which the clock of its dates is ahead of UTC; null where nobody knows, and they are read as UTC's. */
  utcOffset: number | null;
  /** Milliseconds since 1970, UTC. */
  submittedAt: number | null;
  /** Milliseconds since 1970, UTC. */
  doneAt: number | null;
  /** How many parts the provider took in. */
  submitted: number | null;
  /** How many of them were delivered. */
  delivered: number | null;
  /** The beginning of the message's own text. */
  text: string | null;
  /** The TLV 0x2003, whose meaning the provider keeps to itself. */
  other: string | null;
  /** What could not be read, as it came. */
  unread: string | null;
}

/** The TLVs that may come on a receipt; 0x2000 and up are the provider's own. */
export interface ReceiptTlvs {
  receiptedMessageId?: string;
  /** SMPP 3.4, 5.2.28. */
  messageState?: number;
  /** Three octets: network type, then its code. */
  networkErrorCode?: Buffer;
  /** 0x2000: a C-octet string, "n.nnnn". */
  cost?: Buffer;
  /** 0x2001: a two-octet integer, see {@link ReceiptFlags}. */
  flags?: Buffer;
  /** 0x2002: a two-octet integer, the number of parts. */
  parts?: Buffer;
  /** 0x2003. */
  other?: Buffer;
}
