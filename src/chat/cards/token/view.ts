import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/cards.ts';
import { findToken, rightsOf } from '../../../store/tokens.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { tokenOf } from '../../tokens.ts';
import { buttonsIn } from '../button.ts';
import type { TokenBody } from './body.ts';

/** A token that nobody has hidden stands in the chat for so long (ms). */
const SHOWN_MS = 10 * 60_000;

/** What a token may do, and the token itself while it is new. */
export async function tokenView(
  { db, settings, locale, now }: ViewContext,
  _card: Card,
  { tokenId, hidden }: TokenBody,
): Promise<View> {
  const button = buttonsIn(locale);
  const token = await findToken(db, tokenId);
  if (!token)
    return { as: 'text', text: locale.t('token-revoked', { name: '—' }), buttons: [], atRest: true };
  const { name, rate, day_cap: day, made_at: madeAt } = token;
  if (token.revoked_at !== null) {
    return { as: 'text', text: locale.t('token-revoked', { name }), buttons: [], atRest: true };
  }
  const head = [
    locale.t('token', { name, may: rightsOf(token).join(', ') }),
    locale.t('token-limits', { rate, day }),
  ];
  const until = madeAt + SHOWN_MS;
  const written = hidden || now >= until ? null : tokenOf(settings, tokenId);
  if (written === null) {
    return {
      as: 'text',
      text: [...head, locale.t('token-hidden')].join('\n'),
      buttons: [[button('revoke', 'token-revoke')]],
      atRest: true,
    };
  }
  const lines = [
    ...head,
    FormattedString.code(written),
    locale.t('token-shown', { time: locale.time(until, now) }),
  ];
  return {
    as: 'text',
    text: FormattedString.join(
      lines.map((line) => fmt`${line}`),
      '\n',
    ),
    buttons: [[button('hide', 'token-hide'), button('revoke', 'token-revoke')]],
    atRest: true,
    changesAt: until,
  };
}
