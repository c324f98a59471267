import { NO_MONEY } from './error-codes.ts';
import { parseMoney } from './money.ts';
import { PROVIDER_UTC_OFFSET, utcTime } from './provider-time.ts';
import type { Lookup, Reading, Receipt, ReceiptState } from './receipt.ts';
import { readCount } from './receipt-text.ts';

/** The provider's status numbers over HTTP. */
const STATES: ReadonlyMap<string, ReceiptState> = new Map([
  ['-3', 'unknown'], // not found
  ['-2', 'accepted'], // stopped for the time being
  ['-1', 'accepted'], // waiting
  ['0', 'enroute'], // handed to the operator
  ['1', 'delivered'],
  ['2', 'delivered'], // and read
  ['3', 'expired'],
  ['4', 'delivered'], // and its link followed
  ['20', 'undelivered'],
  ['22', 'rejected'], // wrong number
  ['23', 'rejected'], // forbidden
  [String(NO_MONEY), 'rejected'],
  ['25', 'rejected'], // number that cannot be reached
]);

/** Those of them that say more than that it was delivered. */
const READING_OF: ReadonlyMap<string | null, Reading> = new Map([
  ['2', 'read'],
  ['4', 'clicked'],
]);

const LOOKUP_KEYS = ['imsi', 'msc', 'mcc', 'mnc', 'cn', 'net', 'rcn', 'rnet'];

/**
 * Reads a status that the provider hands to the account's HTTP handler, from its parameters (decoded already).
 * Any of them may be absent; what cannot be read is handed back in `unread`. Never fails.
 *
 * `type` and `flag` are left alone: nothing says that they are the bits of the receipt's TLV.
 *
 * @param utcOffset minutes by which the provider's clock is ahead of UTC, for a `time` without a `ts`
 */
export function parseHttpStatus(
  params: Readonly<Record<string, string>>,
  utcOffset = PROVIDER_UTC_OFFSET,
): Receipt {
  const unread: string[] = [];
  function param<T>(name: string, read: (value: string) => T | null): T | null {
    const value = Object.hasOwn(params, name) ? String(params[name]).trim() : '';
    if (value === '') return null;
    const result = read(value);
    if (result === null) unread.push(`${name}:${value}`);
    return result;
  }
  const asIs = (name: string) => param(name, (value) => value);

  const id = asIs('id');
  const status = asIs('status');
  const state = param('status', (value) => STATES.get(value) ?? null);
  const err = param('err', readCount);
  const lookup: Lookup | null = LOOKUP_KEYS.some((key) => Object.hasOwn(params, key))
    ? {
        imsi: asIs('imsi'),
        msc: asIs('msc'),
        mcc: asIs('mcc'),
        mnc: asIs('mnc'),
        country: asIs('cn'),
        network: asIs('net'),
        roamingCountry: asIs('rcn'),
        roamingNetwork: asIs('rnet'),
      }
    : null;
  const receipt = {
    id,
    textId: id,
    state,
    unknownState: state === null ? status : null,
    reading: READING_OF.get(status) ?? null,
    error: status === String(NO_MONEY) ? NO_MONEY : err,
    cost: param('cost', parseMoney),
    parts: null,
    flags: null,
    networkError: null,
    lookup,
    utcOffset,
    submittedAt: null,
    doneAt:
      param('ts', (value) => (/^\d{1,11}$/.test(value) ? Number(value) * 1000 : null)) ??
      param('time', (value) => readTime(value, utcOffset)),
    submitted: null,
    delivered: null,
    text: null,
    other: null,
  };
  return { ...receipt, unread: unread.join(' ') || null };
}

/** Reads "DD.MM.YYYY hh:mm[:ss]". */
function readTime(value: string, utcOffset: number): number | null {
  const match = /^(\d\d)\.(\d\d)\.20(\d\d) (\d\d):(\d\d)(?::(\d\d))?$/.exec(value);
  if (!match) return null;
  const [day = 0, month = 0, year = 0, ...clock] = match.slice(1).map((digits) => Number(digits ?? 0));
  return utcTime([year, month, day, ...clock], utcOffset);
}
