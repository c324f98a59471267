import { type Channel, isLookup } from './request.ts';
import { readEmailSender, readSender, type Sender } from './source.ts';

/** Reads a sender as a channel takes it; null: it is none. */
export const senderIn = (channel: Channel, from: string): Sender | null =>
  channel === 'email' ? readEmailSender(from) : readSender(from);

/** A look-up comes from nobody, a bot speaks for itself, and a code comes from Telegram. */
export const hasSender = (channel: Channel): boolean =>
  !isLookup(channel) && channel !== 'bot' && channel !== 'tgm';
