import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { findHook, hasItsSecret, hookSecret } from '../../../store/programs/hooks.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import type { HookBody } from './body.ts';
import { addressOf, stateWords, toldWords } from './words.ts';

/** A secret that nobody has hidden stands in the chat for so long (ms). */
const SHOWN_MS = 10 * 60_000;

/** What a hook is told of and how it fares, and its secret while it is new. */
export async function hookView(
  { db, settings, locale, now }: ViewContext,
  _card: Card,
  { hookId, hidden }: HookBody,
): Promise<View> {
  const button = buttonsIn(locale);
  const hook = await findHook(db, hookId);
  if (!hook) {
    return { as: 'text', text: locale.t('hook-removed', { n: hookId }), buttons: [], atRest: true };
  }
  const { t } = locale;
  const until = hook.made_at + SHOWN_MS;
  const isShown = !hidden && now < until && hasItsSecret(hook, settings.linkKey);
  const lines = [
    t('hook', { n: hook.id, address: addressOf(hook) }),
    toldWords(locale, hook),
    ...(isShown
      ? [
          FormattedString.code(hookSecret(settings.linkKey, hook.id)),
          t('hook-shown', { time: locale.time(until, now) }),
        ]
      : []),
    ...stateWords(locale, hook, now),
  ];
  const doing = hook.suspended_at === null ? button('test', 'hook-test') : button('on', 'hook-on');
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: [...(isShown ? [[button('hide', 'hook-hide')]] : []), [doing, button('remove', 'hook-remove')]],
    atRest: true,
    ...(isShown ? { changesAt: until } : {}),
  };
}
