/** What is read from a request, as text. */
import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';

export type Params = Readonly<Record<string, string>>;

/** Who may ask. */
export interface Credentials {
  readonly login: string;
  readonly password: string;
  readonly apiKey: string;
}

/** @throws Refusal unless the request names the account: by its key, or by login and password or the MD5 of that */
export function authorise({ login, psw, apikey }: Params, account: Credentials): void {
  const md5 = createHash('md5').update(account.password).digest('hex');
  const isKnown =
    apikey === undefined
      ? login === account.login && (psw === account.password || psw === md5)
      : apikey === account.apiKey && login === undefined && psw === undefined;
  if (!isKnown) throw new Refusal(2);
}

/** @throws Refusal naming a parameter that is not documented: the provider might pass it over in silence */
export function only(params: Params, known: readonly string[]): void {
  const unknown = Object.keys(params).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Refusal(1, `there is no parameter ${unknown}`);
}

const phone = /^\d{5,15}$/;

/** The numbers of a list, or the addresses where the channel has these. */
export function phonesOf(list: string | undefined, fits: (one: string) => boolean = isPhone): string[] {
  const all = (list ?? '').split(/[,;]/).map((one) => one.trim().replace(/^\+/, ''));
  if (all.length === 1 && all[0] === '') throw new Refusal(1, 'phones are missing');
  if (!all.every(fits)) throw new Refusal(7);
  return all;
}

export const isPhone = (one: string): boolean => phone.test(one);
