import type { Channel, MessageContent, NotInMail } from './request.ts';

/** Those that can go by mail to the provider, as far as what they say can. */
export const MAIL_CHANNELS: readonly Channel[] = ['sms', 'call', 'viber', 'soc', 'hlr', 'ping'];

/** A mail takes 100 KB at most, and its text grows by a third on the way; the rest is for its headers. */
const MOST_OCTETS = 70_000;

/** What the provider takes for the ends of the text. */
const TAG = /\[\/?text\]/i;

/** Who calls where nothing is said of the voice. */
const USUAL_VOICE = 'm';

/** What keeps a message from going by mail; null: nothing. */
export function notInMail(content: MessageContent): NotInMail | null {
  if (!MAIL_CHANNELS.includes(content.channel)) return 'channel';
  if (!('text' in content)) return null;
  if (content.comment !== undefined) return 'comment';
  // For how long it is tried.
  if (content.within !== undefined) return 'chain';
  if (content.channel === 'call' && !isUsualCall(content)) return 'call';
  if (TAG.test(content.text)) return 'mark';
  return Buffer.byteLength(content.text) > MOST_OCTETS ? 'length' : null;
}

function isUsualCall({ voice, ring, retry, tries }: Extract<MessageContent, { channel: 'call' }>): boolean {
  return voice === USUAL_VOICE && (ring ?? retry ?? tries) === undefined;
}
