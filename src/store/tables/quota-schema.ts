/*
 * What people may send, and have sent: see quotas.ts and charges.ts.
 */

/** What somebody, or everybody with a role each, may send; null: as much as they like. */
export interface QuotasTable {
  /** `person:102`, `role:operator` */
  subject: string;
  day_messages: number | null;
  month_messages: number | null;
  /** Money, as the next one. */
  day_money: number | null;
  month_money: number | null;
  set_by: number;
  set_at: number;
}

/** What somebody has had sent in a day (`2026-11-27`) or a month (`2026-11`) of the bot's time zone. */
export interface QuotaUsesTable {
  person_id: number;
  period: string;
  messages: number;
  /** As far as prices are known; until an order is over, as far as its price could be told beforehand. */
  money: number;
}

/** What an order counts for that is not over: what does not leave of it is given back. */
export interface ChargesTable {
  order_number: number;
  person_id: number;
  day: string;
  month: string;
  messages: number;
  money: number;
}
