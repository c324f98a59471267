import { answer } from '../src/chat/answer.ts';
import { firstWord, verbOf } from '../src/chat/book/names.ts';
import { rename } from '../src/chat/book/rename.ts';
import { dropTemplate, putTemplate, showTemplate } from '../src/chat/book/templates.ts';
import { refuseVerbSlip } from '../src/chat/book/verb-slip.ts';
import { templatesCard } from '../src/chat/cards/templates/body.ts';
import type { Command } from '../src/chat/command.ts';

/** Texts that are sent again and again. Alone it lists them; with a name it shows one. */
export const template: Command = {
  spec: { name: 'template', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  showsAlone: true,
  examples: ['add {template} {row}', '', '{template}', 'remove {template}'],
  async run(context, { text }) {
    const { word, rest } = firstWord(text);
    const verb = verbOf(word);
    switch (verb) {
      case 'add':
      case 'change':
        return putTemplate(context, rest, verb);
      case 'remove':
        return dropTemplate(context, rest);
      case 'rename':
        return rename(context, 'template', rest);
      default:
        return word === '' || verb === 'list'
          ? { cardId: await answer(context, templatesCard, { order: 'named' }) }
          : (await refuseVerbSlip(context, template.spec, text))
            ? null
            : showTemplate(context, text);
    }
  },
};
