import { withLineFeeds } from '../messages/check.ts';
import type { MessageContent } from '../messages/request.ts';

/** Who asks, as the provider's HTTP API knows them as well. */
export type Credentials = { readonly apikey: string } | { readonly login: string; readonly psw: string };

/** A message as it goes by mail. */
export interface Letter {
  /** The provider's number for what it is. */
  readonly format: number;
  readonly text: string;
  /** Digits. */
  readonly to: string;
  /** '' for nobody. */
  readonly sender: string;
}

/** For the rest the provider documents no number. */
const FORMATS = { sms: 0, flash: 1, hlr: 3, ping: 6, call: 9, viber: 10, soc: 11 } as const;

/** A mail without these takes 100 KB at most, and its text grows by a third on the way; the rest is for its headers. */
const MOST_OCTETS = 70_000;

/** What the provider takes for the ends of the text. */
const TAG = /\[\/?text\]/i;

/** Who calls where nothing is said of the voice. */
const USUAL_VOICE = 'm';

/**
 * How a message goes by mail; null: not at all, as no place is documented for something in it: the subject of an e-mail, the
 * voice of a call, a comment, for how long it is tried.
 */
export function letterOf(to: string, sender: string, content: MessageContent): Letter | null {
  switch (content.channel) {
    case 'hlr':
    case 'ping':
      return { format: FORMATS[content.channel], text: '', to, sender: '' };
    case 'tgm':
    case 'bot':
    case 'email':
      return null;
  }
  const { channel, comment, within } = content;
  if (comment !== undefined || within !== undefined) return null;
  if (channel === 'call' && !isUsualCall(content)) return null;
  const text = withLineFeeds(content.text);
  if (TAG.test(text) || Buffer.byteLength(text) > MOST_OCTETS) return null;
  const isFlash = channel === 'sms' && content.flash === true;
  return { format: FORMATS[isFlash ? 'flash' : channel], text, to, sender };
}

function isUsualCall({ voice, ring, retry, tries }: Extract<MessageContent, { channel: 'call' }>): boolean {
  return voice === USUAL_VOICE && (ring ?? retry ?? tries) === undefined;
}

/**
 * The line that the provider reads: login:psw:id:time:translit,format,sender:phones:mes. The text is last, and may have
 * colons in it; nothing else has. A "+" before the number keeps the provider from mending it.
 * @param id one's own, by which the state is asked for
 */
export function lineOf({ format, text, to, sender }: Letter, id: string, who: Credentials): string {
  const [login, psw] = 'apikey' in who ? ['', who.apikey] : [who.login, who.psw];
  const fields = [login, psw, id, '0', `0,${format},${sender}`, `+${to}`];
  if (/,/.test(sender) || fields.some((field) => !fits(field))) {
    throw new RangeError('a field of a mail to the provider has a sign in it that ends the field');
  }
  return [...fields, text].join(':');
}

/** Whether something can stand before the text of a mail: a colon or a line break would end it. */
export const fits = (field: string): boolean => !/[:\r\n]/.test(field);
