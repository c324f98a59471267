import { CHANNELS, type Channel } from '../messages/request.ts';
import { isOneOf } from './locale.ts';

/** The channel that is called so in any language, by the words for its command; null: none is. */
export const channelCalled = (word: string): Channel | null =>
  CHANNELS.find((channel) => channel === word.toLowerCase() || isOneOf(word, `spoken-${channel}`)) ?? null;
