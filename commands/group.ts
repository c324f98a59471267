import { answer } from '../src/chat/answer.ts';
import { addToGroup, dropFromGroup, showGroup } from '../src/chat/book/groups.ts';
import { firstWord, verbOf } from '../src/chat/book/names.ts';
import { rename } from '../src/chat/book/rename.ts';
import { refuseVerbSlip } from '../src/chat/book/verb-slip.ts';
import { groupsCard } from '../src/chat/cards/groups/body.ts';
import type { Command } from '../src/chat/command.ts';

/** One name for several contacts. Alone it lists the groups; with a name it shows one. */
export const group: Command = {
  spec: { name: 'group', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  showsAlone: true,
  examples: ['add {group} {names}', '', '{group}', 'remove {group} {name}', 'remove {group}'],
  async run(context, { text }) {
    const { word, rest } = firstWord(text);
    switch (verbOf(word)) {
      case 'add':
      case 'change':
        return addToGroup(context, rest);
      case 'remove':
        return dropFromGroup(context, rest);
      case 'rename':
        return rename(context, 'group', rest);
      default:
        return word === '' || verbOf(word) === 'list'
          ? { cardId: await answer(context, groupsCard, {}) }
          : (await refuseVerbSlip(context, group.spec, text))
            ? null
            : showGroup(context, text);
    }
  },
};
