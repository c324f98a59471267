import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { findToken, rightsOf } from '../../../store/programs/tokens.ts';
import { tokenOf } from '../../programs/tokens.ts';
import type { View, ViewContext } from '../../show/view.ts';
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
  const { t } = locale;
  const token = await findToken(db, tokenId);
  if (!token || token.revoked_at !== null) {
    return { as: 'text', text: t('token-revoked', { name: token?.name ?? '—' }), buttons: [], atRest: true };
  }
  const { name, rate, day_cap: day } = token;
  const until = token.made_at + SHOWN_MS;
  const isShown = !hidden && now < until;
  const lines = [
    t('token', { name, may: rightsOf(token).join(', ') }),
    t('token-limits', { rate, day }),
    ...(isShown
      ? [
          FormattedString.code(tokenOf(settings, tokenId)),
          t('token-shown', { time: locale.time(until, now) }),
        ]
      : [t('token-hidden')]),
  ];
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: [[...(isShown ? [button('hide', 'token-hide')] : []), button('revoke', 'token-revoke')]],
    atRest: true,
    ...(isShown ? { changesAt: until } : {}),
  };
}
