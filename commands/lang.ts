import { answer, refuseWord } from '../src/chat/answer.ts';
import { languageCard } from '../src/chat/cards/language/body.ts';
import type { Command } from '../src/chat/command.ts';
import { chooseLanguage, LANGUAGE_CHOICES, readLanguage } from '../src/chat/language.ts';

export const lang: Command = {
  spec: { name: 'lang', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'viewer',
  groupRole: 'admin',
  examples: LANGUAGE_CHOICES,
  async run(ask, { text }) {
    const typed = text.trim();
    const choice = readLanguage(typed);
    if (typed !== '' && choice === null) {
      return refuseWord(ask, lang.spec, { typed, values: LANGUAGE_CHOICES });
    }
    if (choice) await chooseLanguage(ask.tx, ask.place.chatId, ask.person, choice, ask.now);
    await answer(ask, languageCard, { own: ask.ownLanguage });
  },
};
