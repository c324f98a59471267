/** Who lives in the demo world: people, their chats with the bot, and the phones that are on the table at start. */

export interface CastPerson {
  id: number;
  name: string;
  language: 'ru' | 'en';
  /** What the demo grants this person in the bot; null is a stranger. */
  role: 'owner' | 'operator' | null;
}

export type CastChat =
  | { id: number; type: 'private'; person: number; started?: boolean }
  | {
      id: number;
      type: 'supergroup';
      title: string;
      members: number[];
      topics: { id: number; title: string }[];
    };

export const people: CastPerson[] = [
  { id: 101, name: 'Olga', language: 'ru', role: 'owner' },
  { id: 102, name: 'Nikolai', language: 'en', role: 'operator' },
  { id: 109, name: 'Stranger', language: 'en', role: null },
];

/** A private chat has the id of its person (Bot API: Chat). */
export const chats: CastChat[] = [
  { id: 101, type: 'private', person: 101 },
  { id: 102, type: 'private', person: 102 },
  { id: 109, type: 'private', person: 109, started: false },
  {
    id: -1001,
    type: 'supergroup',
    title: 'Alerts',
    members: [101, 102],
    topics: [{ id: 7, title: 'SMS' }],
  },
];

export const phones = ['79991234567', '79231112233'];
