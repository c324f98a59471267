import { withLineFeeds } from '../messages/check.ts';
import { notInMail } from '../messages/mail-form.ts';
import type { Channel, MessageContent } from '../messages/request.ts';

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
const FORMATS: Readonly<Partial<Record<Channel, number>>> = {
  sms: 0,
  hlr: 3,
  ping: 6,
  call: 9,
  viber: 10,
  soc: 11,
};
const FLASH = 1;

/** How a message goes by mail; null: not at all. */
export function letterOf(to: string, sender: string, content: MessageContent): Letter | null {
  const format = 'flash' in content && content.flash ? FLASH : FORMATS[content.channel];
  if (format === undefined || notInMail(content) !== null) return null;
  // A look-up has neither words nor a sender.
  return 'text' in content
    ? { format, text: withLineFeeds(content.text), to, sender }
    : { format, text: '', to, sender: '' };
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
const fits = (field: string): boolean => !/[:\r\n]/.test(field);
