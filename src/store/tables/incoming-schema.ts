import type { DefaultAlphabet } from '../../messages/provider.ts';

/*
 * What subscribers write, and the cards that show it.
 */

/** A whole message from a subscriber (MO). */
export interface IncomingTable {
  id: string;
  account: string;
  sender: string;
  /** The account's number it was sent to. */
  recipient: string;
  /** JSON: { text, missing: part numbers that never came, unread: octets that no text could be made of }. */
  body: string;
  received_at: number;
  /** Equals received_at until a card that shows it stands in a chat. */
  unseen_at: number | null;
  /** Since when it wants cards; null while it has some that stand in a chat or may yet. */
  unplaced_at: number | null;
  /** How it came; both: it came again the other way. */
  via: 'smpp' | 'http' | 'both';
  /** The provider's id of it, which only its HTTP callback tells. */
  provider_id: string | null;
  /** When it was sent, as the callback wrote it. */
  provider_time: string | null;
  /** When its text went; null: it is there. */
  forgotten_at: number | null;
}

/** A card that was written to show an incoming message. */
export interface IncomingCardsTable {
  card_id: string;
  incoming_id: string;
  /** The topic that it was written for; 0 is the chat itself. */
  thread_id: number;
  /** When Telegram last would not take it. */
  unshown_at: number | null;
}

/** Parts of long incoming messages: those that wait for the others, and for a while those that were joined. */
export interface IncomingPartsTable {
  /** Which parts make one message, or what came of it. */
  set_id: string;
  /** The account that the first of them came to. */
  account: string;
  sender: string;
  recipient: string;
  /** What numbers the messages: references of one width say nothing of those of another. */
  series: 'udh8' | 'udh16' | 'sar';
  reference: number;
  part: number;
  parts: number;
  /** Hex. */
  octets: string;
  data_coding: number;
  /** What data_coding 0 means where it came. */
  default_alphabet: DefaultAlphabet;
  /** 1: it may be an earlier message's that came once more, and gives way to another of its number. */
  doubtful: number;
  received_at: number;
  /** When the message was joined, whole or not; null while it is waited for. */
  closed_at: number | null;
}
