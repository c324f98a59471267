import { answer } from '../src/chat/answer.ts';
import { languageCard } from '../src/chat/cards/language/body.ts';
import type { Command } from '../src/chat/command.ts';
import { chooseLanguage, LANGUAGE_CHOICES, readLanguage } from '../src/chat/language.ts';
import { refuseWord } from '../src/chat/refuse.ts';

export const lang: Command = {
  spec: { name: 'lang', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'viewer',
  groupRole: 'admin',
  examples: LANGUAGE_CHOICES,
  async run(context, { text }) {
    const typed = text.trim();
    const choice = readLanguage(typed);
    const { tx, place, person, now } = context;
    if (typed !== '' && choice === null) {
      return refuseWord(context, lang.spec, { typed, values: LANGUAGE_CHOICES });
    }
    if (choice) await chooseLanguage(tx, place.chatId, choice, { by: person.id, now });
    return { cardId: await answer(context, languageCard, { own: context.ownLanguage }), arg: choice };
  },
};
