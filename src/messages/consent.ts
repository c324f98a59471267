import type { Hours, Quiet } from './quiet.ts';
import type { MessageContent } from './request.ts';
import { isDate } from './zone.ts';

/** The field of a contact that keeps what they agreed to: where they did, and on which day. */
export const CONSENT = 'consent';

/** A day as it is written with figures. */
const DAY = /\b(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4}))\b/;

/** Whether it says from where the consent is, and of which day: one that there is. */
export function isConsent(consent: string): boolean {
  const found = DAY.exec(consent);
  if (!found || !/\p{L}{2}/u.test(consent.replace(DAY, ''))) return false;
  const [, year = found[6], month = found[5], day = found[4]] = found;
  return isDate({ year: Number(year), month: Number(month), day: Number(day) });
}

/**
 * Whether it goes to those alone who have consented: advertising, and a call to several, which a machine makes (in Russia the
 * law on advertising, article 18, asks for consent to both).
 * @param recipients how many get it
 */
export const needsConsent = (content: MessageContent, recipients: number): boolean =>
  ('kind' in content && content.kind === 'ad') || (content.channel === 'call' && recipients > 1);

/** Advertising arrives from 9 to 20 by the recipient's clock: in the other hours they are left alone. */
const WITHOUT_ADVERTISING: Hours = { from: 20 * 60, to: 9 * 60 };

/**
 * When the recipients of something are left alone; null: it may arrive at any time.
 * @param set hours that are set where it was asked for
 */
export function quietFor(content: MessageContent, set: Hours | undefined, zone: string): Quiet | null {
  if (!('kind' in content && content.kind === 'ad')) return set ? { ...set, zone } : null;
  return set ? { ...set, besides: WITHOUT_ADVERTISING, zone } : { ...WITHOUT_ADVERTISING, zone };
}
