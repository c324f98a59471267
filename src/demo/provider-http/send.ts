/** Messages that come by HTTP: read strictly, priced, and taken by the account. */
import type { Account } from '../smsc/account.ts';
import { readDialect } from '../smsc/dialect.ts';
import { priceOf } from '../smsc/receipts.ts';
import { isOwnId, paidFor } from '../smsc/request.ts';
import { isAddress, isSender } from '../smsc/submit-checks.ts';
import type { PerMinute } from './limits.ts';
import { isPhone, only, type Params, phonesOf } from './params.ts';
import { Refusal } from './refusal.ts';

const CHANNELS = ['flash', 'hlr', 'ping', 'mail', 'call', 'viber', 'soc', 'tg', 'bot'] as const;

/** Those that the demo reads: a wish for later, another validity and so on are refused, not silently ignored. */
const SEND_PARAMS = [
  'phones',
  'mes',
  'sender',
  'id',
  'cost',
  'subj',
  'voice',
  'param',
  'valid',
  'charset',
  ...CHANNELS,
];

const CALL_COMMENT = '\n~~~\n';
/** Hours, or hours and minutes. */
const valid = /^(?:[1-9]|1\d|2[0-4])$|^\d\d:\d\d$/;

/** The text that asks for the same by SMPP. */
function wireTextOf(params: Params): string {
  const { mes = '', subj, voice, param, bot } = params;
  const wanted = CHANNELS.filter((name) => params[name] !== undefined);
  if (wanted.length > 1) throw new Refusal(1, `one channel at a time, not ${wanted.join(' and ')}`);
  const [channel = 'sms'] = wanted;
  if (channel !== 'sms' && channel !== 'bot' && params[channel] !== '1') throw new Refusal(1, `${channel}=1`);
  if (subj !== undefined && channel !== 'mail') throw new Refusal(1, 'subj belongs to mail');
  if ((voice ?? param) !== undefined && channel !== 'call')
    throw new Refusal(1, 'voice and param belong to call');
  const [text = '', ...comment] = mes.split(CALL_COMMENT);
  const tail = comment.length > 0 ? CALL_COMMENT + comment.join(CALL_COMMENT) : '';
  switch (channel) {
    case 'sms':
    case 'flash':
      return mes;
    case 'hlr':
    case 'ping':
      if (mes !== '') throw new Refusal(1, 'a look-up has no text');
      return `__${channel.toUpperCase()}__`;
    case 'mail':
      return `__MAIL__: ${text}\nsubj:${subj ?? ''}${tail}`;
    case 'call': {
      if (tail !== '' && param !== undefined) throw new Refusal(1, 'param and a comment');
      const line = voice === undefined ? '' : `\nvoice:${voice}`;
      return `__CALL__: ${text}${line}${param === undefined ? tail : `${CALL_COMMENT}param:${param}`}`;
    }
    case 'bot':
      return `__BOT__: ${text}\nbot:${bot}${tail}`;
    case 'tg':
      return `__TGM__: ${mes}`;
    default:
      return `__${channel.toUpperCase()}__: ${mes}`;
  }
}

const isNumberedId = (id: string): boolean => /^\d+$/.test(id);

function readId(id: string | undefined): string | null {
  if (id === undefined) return null;
  if (!isOwnId(id)) throw new Refusal(1, 'id');
  return id;
}

/** Carries out `/rest/send/`: the answer to a message, or to the question what it costs. */
export function send(params: Params, account: Account, priceQuestions: PerMinute): object {
  only(params, SEND_PARAMS);
  const { cost = '0', sender = '' } = params;
  if (!/^[0-3]$/.test(cost)) throw new Refusal(1, 'cost');
  if (params.valid !== undefined && !valid.test(params.valid)) throw new Refusal(1, 'valid');
  const id = readId(params.id);
  const isMail = params.mail !== undefined;
  const destinations = phonesOf(params.phones, isMail ? isAddress : isPhone);
  const wireText = wireTextOf(params);
  const reading = readDialect(wireText);
  if ('refused' in reading) throw new Refusal(wireText === '' ? 1 : 6, '', id);
  if (sender !== '' && !isSender(sender) && !(isMail && isAddress(sender))) {
    throw new Refusal(6, 'sender', id);
  }
  const { order } = reading;
  const paid = paidFor(order);
  const price = money(priceOf({ ...order, paid }) * destinations.length);
  const cnt = paid * destinations.length;
  if (cost === '1') {
    if (!priceQuestions.take(JSON.stringify([destinations, wireText]))) throw new Refusal(9);
    return { cost: price, cnt };
  }
  const flash = params.flash !== undefined;
  const taken = account.take({
    source: sender,
    destinations,
    wireText,
    order,
    paid,
    flash,
    id,
    way: 'https',
  });
  if (taken === 'no money') throw new Refusal(3, '', id);
  if (taken === 'repeated') throw new Refusal(9);
  return {
    id: isNumberedId(taken) ? Number(taken) : taken,
    cnt,
    ...(cost !== '0' && { cost: price }),
    ...(cost === '3' && { balance: money(account.purse.balance) }),
  };
}

/** As the provider writes it: without zeros at the end. */
export const money = (amount: number): string => String(Math.round(amount * 10_000) / 10_000);
