/*
 * Numbers that are not written to.
 */

/** Who is not written to, whoever asks for it. */
export interface StopListTable {
  /** Of the number, with the key of stop_rules. */
  digest: string;
  /** Digits without +; null: its person had it erased, and it is known by its digest alone. */
  number: string | null;
  /** keyword: they wrote one; person: somebody of the team added it; file: so from a file. */
  source: 'keyword' | 'person' | 'file';
  /** Telegram's id of who added it; null: they did by a keyword. */
  made_by: number | null;
  /** What was said of that. */
  why: string | null;
  /** The message that the number was added for; null: none. */
  incoming_id: string | null;
  at: number;
}

/** The one row of a store in which a number was put on the list, or something said of that. */
export interface StopRulesTable {
  id: 1;
  /** Made once, 32 random bytes in hex. */
  key: string;
  /** JSON: keywords beside those that all have. */
  words: string;
  /** 1: whoever wrote a keyword is told once by SMS that it is heeded. */
  confirms: number;
}

/** Messages that were cancelled since nobody may write so to their number. */
export interface StoppedMessagesTable {
  message_id: number;
  /** consent: it is on record no more. */
  why: 'stop-list' | 'consent';
}
