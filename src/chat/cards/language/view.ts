import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { chosenLanguage } from '../../language.ts';
import { LANGUAGES, localeFor } from '../../locale.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { copyableText } from '../copyable.ts';
import type { LanguageBody } from './body.ts';

/** The language of a chat, in that language, and how to change it. */
export async function languageView(
  { db, settings }: ViewContext,
  card: Card,
  { own }: LanguageBody,
): Promise<View> {
  const chosen = await chosenLanguage(db, card.chat_id);
  const { t } = localeFor(chosen ?? own, settings.timeZone);
  const whose = card.chat_id > 0 ? 'own' : 'group';
  const lines = [
    t('language-now', { language: t('language-name') }),
    t(chosen ? 'language-chosen' : `language-auto-${whose}`),
    copyableText({ t }, 'language-how', {
      languages: LANGUAGES.map((language) => `\`/lang ${language}\``).join(', '),
    }),
  ];
  const others = LANGUAGES.filter((language) => language !== (chosen ?? own)).map((language) => ({
    action: 'language',
    arg: language,
    label: localeFor(language, settings.timeZone).t('language-button'),
  }));
  const auto = { action: 'language', arg: 'auto', label: t('button-lang-auto') };
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: [chosen ? [...others, auto] : others],
    atRest: true,
  };
}
