/** What a mail to the inlet asks for: fields in one line, by colons, and the text behind them. */
import { readDialect } from '../smsc/dialect.ts';
import { isOwnId, paidFor, type Request } from '../smsc/request.ts';
import { isSender } from '../smsc/submit-checks.ts';
import { UnreadMail } from './mail.ts';

/** The fields as they stand there, without those that say who asks. */
export interface Fields {
  readonly id: string;
  readonly time: string;
  readonly options: string;
  readonly phones: string;
  readonly text: string;
}

export interface Letter extends Fields {
  readonly login: string;
  readonly psw: string;
}

/** What stands around a text that cannot be sent alone. */
const QUOTED = /\[text\]([\s\S]*)\[\/text\]/;
/** Login, password, id, time, options and phones; the text may have colons in it. */
const FIELDS = /^([^:\n]*):([^:\n]*):([^:\n]*):([^:\n]*):([^:\n]*):([^:\n]*):([\s\S]*)$/;

/** @throws UnreadMail */
export function readLetter(text: string): Letter {
  const [, login, psw, id, time, options, phones, mes] = FIELDS.exec(QUOTED.exec(text)?.[1] ?? text) ?? [];
  if (login === undefined || mes === undefined) throw new UnreadMail('it is not login:psw:id:time:…');
  return {
    login,
    psw: psw ?? '',
    id: id ?? '',
    time: time ?? '',
    options: options ?? '',
    phones: phones ?? '',
    text: mes,
  };
}

/** Numbers of formats, with what the same is asked for by in a submit_sm. */
const PREFIXES: Readonly<Record<string, (text: string) => string>> = {
  0: (text) => text,
  1: (text) => text,
  3: () => '__HLR__',
  6: () => '__PING__',
  9: (text) => `__CALL__: ${text}`,
  10: (text) => `__VIBER__: ${text}`,
  11: (text) => `__SOC__: ${text}`,
};
const FLASH = '1';
const LOOKUPS = ['3', '6'];

const phone = /^\+?\d{5,15}$/;
const DEFAULTS = new Set(['', '0']);

/**
 * What is asked for. What the demo does not do, such as sending later, is refused and not passed over.
 * @throws UnreadMail
 */
export function requestOf({ id, time, options, phones, text }: Fields): Request {
  const [at = '', zone = '0', ...more] = time.split(',');
  if (!DEFAULTS.has(at) || !/^-?\d{1,2}$|^$/.test(zone) || more.length > 0)
    throw new UnreadMail('time: at once alone');
  const [translit = '', format = '0', source = '', test = '', ...rest] = options.split(',');
  if (rest.length > 0) throw new UnreadMail('options: translit,format,sender,test');
  if (!DEFAULTS.has(translit)) throw new UnreadMail('translit: 0 alone');
  if (!DEFAULTS.has(test)) throw new UnreadMail('test: a trial comes to nothing');
  const wireText = PREFIXES[format === '' ? '0' : format]?.(text);
  if (wireText === undefined) throw new UnreadMail(`there is no format ${format}`);
  if (LOOKUPS.includes(format) && text.trim() !== '') throw new UnreadMail('a look-up has no text');
  if (source !== '' && !isSender(source)) throw new UnreadMail('sender');
  const destinations = phones.split(/[,;]/).map((one) => one.trim());
  if (!destinations.every((one) => phone.test(one))) throw new UnreadMail('phones');
  const reading = readDialect(wireText);
  if ('refused' in reading) throw new UnreadMail('the text is forbidden, or there is none');
  return {
    source,
    destinations: destinations.map((one) => one.replace('+', '')),
    wireText,
    order: reading.order,
    paid: paidFor(reading.order),
    flash: format === FLASH,
    way: 'smtp',
    id: readId(id),
  };
}

function readId(id: string): string | null {
  if (DEFAULTS.has(id)) return null;
  if (!isOwnId(id)) throw new UnreadMail('id');
  return id;
}
