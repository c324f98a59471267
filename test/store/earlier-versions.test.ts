import { describe, expect, test } from 'vitest';
import { viewOf } from '../../src/chat/cards/index.ts';
import { cardAt } from '../../src/store/chats/cards.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { OLGA } from '../support/bot.ts';
import { SETTINGS } from '../support/chat.ts';
import { type EarlierStore, earlierStores, restoreStore } from '../support/earlier-stores.ts';
import { TOKEN } from '../support/planted.ts';
import { onEachStore } from '../support/stores.ts';

const BOT = 1;

/** How long somebody has waited so far is all that goes on while nothing happens. */
const AGE = /\d+ (?:min|мин) \d+ (?:s|с)(?!\p{L})/gu;
/** A date by numbers: of it stays the day, and of its time no seconds. */
const DATE = /\d{4}-\d\d-0?(\d+)(?: (\d\d:\d\d):\d\d)?/g;
/** What stays however a card is worded: quoted texts, signs, numbers and times, names in capitals. */
const FACT = /[“«][^”»]*[”»]|\p{Extended_Pictographic}|[+\d][\d .:-]*\d|\d|\b[A-Z]{3,}\b/gu;

/** What another sender alone would help is not offered to be sent again any more. */
const MENDED_BY_A_PERSON = /ESME_RINVSRCADR/;

/** What is said, however it is quoted, numbers are grouped and the point of money is written. */
const plain = (text: string): string =>
  text
    .replace(/[“”«»]/g, '"')
    .replace(/(?<=\d),(?=\d\d(?!\d))/g, '.')
    .replace(/[\s-]/g, '');

/** What cards do not show any more, a line each, at the moment at which the store was written last. */
async function missing(
  store: Store,
  before: EarlierStore,
  { sender = before.sender, left = new Set<unknown>() } = {},
): Promise<string[]> {
  const wire = { ...SETTINGS.wire, sender };
  const settings = { ...SETTINGS, ownerIds: [OLGA], linkKey: TOKEN, wire };
  const found: string[] = [];
  for (const [chat, messages] of Object.entries(before.chats)) {
    for (const { id, from, text, buttons } of messages) {
      if (from !== BOT) continue;
      const card = await cardAt(store.db, Number(chat), id);
      if (!card) {
        found.push(`no card is known to be message ${id} of chat ${chat}: ${text}`);
        continue;
      }
      if (left.has(card.id)) continue;
      const named = `${card.kind} card, message ${id} of chat ${chat}`;
      const context = { db: store.db, settings, now: before.writtenAt };
      const view = await viewOf(context, card).catch((cause) => {
        throw new Error(`the ${named} cannot be shown`, { cause });
      });
      const [had, has] = [buttons.flat().length, view.buttons.flat().length];
      if (has < had && !MENDED_BY_A_PERSON.test(text)) found.push(`${named}: ${has} of ${had} buttons`);
      // It tells of today, whenever it is shown.
      if (card.kind === 'health') continue;
      const shown = plain(typeof view.text === 'string' ? view.text : view.text.text);
      const facts = text.replace(AGE, '').replace(DATE, '$1, $2').match(FACT) ?? [];
      const gone = facts.filter((fact) => !shown.includes(plain(fact)));
      if (gone.length > 0) found.push(`${named}: ${gone.join(', ')} of “${text}” is not in “${shown}”`);
    }
  }
  return found;
}

/** Cards with messages that nobody tried to hand over: nothing but SENDER ever said from whom. */
function neverTried({ tables }: EarlierStore): Set<unknown> {
  const column = (table: string, name: string) => {
    const { columns = [], rows = [] } = tables[table] ?? {};
    return rows.map((row) => row[columns.indexOf(name)]);
  };
  const tried = new Set(column('attempts', 'message_id'));
  const cards = column('messages', 'card_id');
  return new Set(column('messages', 'id').flatMap((id, at) => (tried.has(id) ? [] : [cards[at]])));
}

describe.each(earlierStores().map((before) => ({ before, migration: before.migration })))(
  'a store that was migrated up to $migration',
  ({ before }) => {
    onEachStore(({ open, newUrl }) => {
      test('shows on every card what it showed, with its buttons', async () => {
        const url = await newUrl();
        await restoreStore(url, before);
        const store = await open(url);
        const found = await missing(store, before);
        await store.close();
        expect(found).toEqual([]);
      });

      test('shows from whom each message went, though SENDER is another one now', async () => {
        const url = await newUrl();
        await restoreStore(url, before);
        const store = await open(url);
        const found = await missing(store, before, { sender: 'OTHER', left: neverTried(before) });
        await store.close();
        expect(found).toEqual([]);
      });
    });
  },
);
