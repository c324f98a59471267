import { firstWord, verbOf } from '../src/chat/book/names.ts';
import { refuseVerbSlip } from '../src/chat/book/verb-slip.ts';
import type { Command } from '../src/chat/command.ts';
import { isOneOf } from '../src/chat/locale.ts';
import { addStopped, listStopped, removeStopped, showStopped } from '../src/chat/stop-list/changing.ts';
import { stopListExport } from '../src/chat/stop-list/export.ts';
import { importStopped } from '../src/chat/stop-list/import.ts';
import { settleConfirming, settleWords } from '../src/chat/stop-list/settling.ts';
import { tableSent } from '../src/chat/tables/sent-table.ts';

/** Numbers that are not written to. Alone it lists them; with a number it shows whether that is on the list. */
export const stoplist: Command = {
  spec: { name: 'stoplist', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  showsAlone: true,
  examples: ['', '{phone}', 'add {phone}', 'remove {phone}', 'words {word}', 'confirm off'],
  async run(context, { text }) {
    const { word, rest } = firstWord(text);
    switch (verbOf(word)) {
      case 'add':
        return rest.trim() === '' && tableSent(context) ? importStopped(context) : addStopped(context, rest);
      case 'remove':
        return removeStopped(context, rest);
      case 'import':
        return importStopped(context);
      case 'export':
        return stopListExport.ask(context);
      case 'list':
        return listStopped(context);
      default:
        if (isOneOf(word, 'typed-stop-words')) return settleWords(context, rest);
        if (isOneOf(word, 'typed-stop-confirm')) return settleConfirming(context, rest);
        if (word === '')
          return context.lacks.includes('file') ? importStopped(context) : listStopped(context);
        return (await refuseVerbSlip(context, stoplist.spec, text)) ? null : showStopped(context, text);
    }
  },
};
