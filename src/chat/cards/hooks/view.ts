import { allHooks } from '../../../store/programs/hooks-at-hand.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { addressOf, stateWords, toldWords } from '../hook/words.ts';

/** What is told where, and how that goes. */
export async function hooksView({ db, locale, now }: ViewContext): Promise<View> {
  const button = buttonsIn(locale);
  const hooks = await allHooks(db);
  const paragraphs = hooks.map((hook) =>
    [
      locale.t('hook', { n: hook.id, address: addressOf(hook) }),
      toldWords(locale, hook),
      ...stateWords(locale, hook, now),
    ].join('\n'),
  );
  return {
    as: 'text',
    text: [...(hooks.length > 0 ? paragraphs : [locale.t('hooks-none')]), locale.t('hooks-add')].join('\n\n'),
    buttons: hooks.map(({ id, suspended_at }) => [
      suspended_at === null
        ? button(['test', String(id)], 'hook-test-of', { n: id })
        : button(['on', String(id)], 'hook-on-of', { n: id }),
      button(['remove', String(id)], 'hook-remove-of', { n: id }),
    ]),
    atRest: true,
  };
}
