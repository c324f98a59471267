import type { Generated } from 'kysely';

/*
 * Whom a team writes to, and what. An owner_id is the Telegram id of the one person who sees a row, or 0: the team's.
 * A key is the name as names are compared.
 */

/** A name for a number. */
export interface ContactsTable {
  id: Generated<number>;
  owner_id: number;
  key: string;
  name: string;
  /** Digits without +. */
  number: string;
  /** JSON: what is known of them beside the number, by the name of each field. */
  fields: string;
  made_by: number;
  made_at: number;
}

/** A name for several contacts. */
export interface ContactGroupsTable {
  id: Generated<number>;
  owner_id: number;
  key: string;
  name: string;
  made_by: number;
  made_at: number;
}

export interface ContactGroupMembersTable {
  group_id: number;
  contact_id: number;
}

/** A text that is sent again and again, with places to fill; of one name there may be one for each channel and language. */
export interface TemplatesTable {
  id: Generated<number>;
  owner_id: number;
  key: string;
  name: string;
  channel: string;
  /** '': whatever the chat's language is. */
  language: string;
  text: string;
  /** What kind its messages are; null: about what people asked for. */
  kind: 'ad' | null;
  made_by: number;
  made_at: number;
  /** null: never. */
  used_at: number | null;
}
