/** What is asked by `/sys/*.php`: the state of a message, what came in, the balance, and facts about a number. */
import type { Account } from '../smsc/account.ts';
import { changedAt, statusOf } from '../smsc/handler.ts';
import { lookUp, nothingKnown } from '../smsc/operators.ts';
import { cost } from '../smsc/receipts.ts';
import type { PerMinute } from './limits.ts';
import { only, type Params, phonesOf } from './params.ts';
import { Refusal } from './refusal.ts';
import { factsOf } from './regions.ts';
import { money } from './send.ts';

/** Moscow is ahead of UTC by so much, ms. */
const moscowMs = 3 * 3_600_000;
const hourMs = 3_600_000;
/** How far back incoming messages are told of at most, hours. */
const mostHours = 24 * 7;

/** DD.MM.YYYY hh:mm:ss by the provider's clock. */
function clock(at: number): string {
  const [date = '', time = ''] = new Date(at + moscowMs).toISOString().split(/[T.]/);
  return `${date.split('-').reverse().join('.')} ${time}`;
}

const seconds = (at: number): number => Math.floor(at / 1000);

function status(params: Params, account: Account): object {
  only(params, ['phone', 'id', 'all']);
  const phones = (params.phone ?? '').split(',');
  const ids = (params.id ?? '').split(',');
  if (phones.length !== ids.length || phones.some((one) => one === '') || ids.some((one) => one === '')) {
    throw new Refusal(1, 'as many ids as phones');
  }
  const { all = '0' } = params;
  if (!/^[012]$/.test(all)) throw new Refusal(1, 'all');
  const found = phones.map((phone, index) => {
    const id = ids[index] ?? '';
    const message = account.history.of(phone.trim().replace(/^\+/, ''), id);
    const named = phones.length > 1 ? { id, phone } : {};
    if (message === null) return { status: -3, last_date: '', last_timestamp: 0, ...named };
    const { channel, submittedAt, outcome, destination, source } = message;
    const at = changedAt(message);
    const isFound = outcome?.state === 'delivered';
    return {
      status: Number(statusOf(message)),
      last_date: clock(at),
      last_timestamp: seconds(at),
      err: outcome?.error ?? 0,
      ...named,
      ...(channel === 'hlr' && (isFound ? lookUp(destination) : nothingKnown)),
      ...(all !== '0' && {
        send_date: clock(submittedAt),
        send_timestamp: seconds(submittedAt),
        phone: destination,
        cost: cost(message),
        sender_id: source,
        message: message.text,
      }),
      ...(all === '2' && factsOf(destination)),
    };
  });
  return found.length === 1 ? (found[0] as object) : found;
}

function incoming(params: Params, account: Account): object {
  only(params, ['get_answers', 'after_id', 'hour', 'to_phone']);
  if (params.get_answers !== '1') throw new Refusal(1, 'get_answers=1');
  const { after_id: after, hour = '24' } = params;
  if (!/^\d+$/.test(after ?? '0') || !/^\d+$/.test(hour) || Number(hour) > mostHours) throw new Refusal(1);
  const since = Date.now() - Number(hour) * hourMs;
  return account.inbox
    .messages()
    .filter(({ id, at }) => (after === undefined ? at >= since : Number(id) > Number(after)))
    .map(({ id, phone, to, text, at }) => ({
      id: Number(id),
      received: clock(at),
      phone,
      message: text,
      to_phone: to,
    }));
}

function balance(params: Params, account: Account): object {
  only(params, ['cur']);
  const amount = { balance: money(account.purse.balance) };
  return params.cur === '1' ? { ...amount, currency: 'RUB' } : amount;
}

function facts(params: Params, questions: PerMinute): object {
  only(params, ['get_operator', 'phone']);
  if (params.get_operator !== '1') throw new Refusal(1, 'get_operator=1');
  const [phone = '', another] = phonesOf(params.phone);
  if (another !== undefined) throw new Refusal(1, 'one phone');
  if (!questions.take(phone)) throw new Refusal(9);
  const known = factsOf(phone);
  if (known === null) throw new Refusal(3, 'nothing is known of that number');
  return known;
}

/** By the name of the page below `/sys/`. */
export const QUESTIONS: Readonly<
  Record<string, (params: Params, account: Account, facts: PerMinute) => object>
> = {
  status,
  get: incoming,
  balance,
  info: (params, _account, questions) => facts(params, questions),
};
