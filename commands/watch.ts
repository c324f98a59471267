import { answer, decline } from '../src/chat/answer.ts';
import { watchTestCard } from '../src/chat/cards/watch-test/body.ts';
import { watchesCard } from '../src/chat/cards/watches/body.ts';
import { namedBy } from '../src/chat/cards/watches/naming.ts';
import type { Command } from '../src/chat/command.ts';
import { refuseWord } from '../src/chat/refuse.ts';
import { askSummary } from '../src/chat/watch/summaries.ts';
import { withNumbers } from '../src/chat/watch/watch-numbers.ts';
import { withPeople } from '../src/chat/watch/watch-people.ts';
import { withoutSlips } from '../src/chat/watch/watch-slips.ts';
import { doToWatch, watchVerb } from '../src/chat/watch/watch-verbs.ts';
import { expectBeat } from '../src/store/watch/heartbeats.ts';
import { switchOn, watchesIn } from '../src/store/watch/watches.ts';
import { readWatch, writeWatch } from '../src/watch/line.ts';

/** What is told by itself in this chat or topic. Alone it shows what that is, or where that is nothing, begins. */
export const watch: Command = {
  spec: { name: 'watch', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  groupRole: 'admin',
  examples: [
    '',
    'failed',
    'failed from=SHOP code=253,254',
    'rate 20% 10m',
    'spend 1000 1d',
    'balance 500',
    'summary daily 9:00',
    'test failed',
  ],
  async run(context, { text }) {
    const { tx, person, now } = context;
    const typed = text.trim();
    const place = { chatId: context.place.chatId, threadId: context.place.threadId ?? 0 };
    const isOn = (await watchesIn(tx.db, place)).length > 0;
    const asked = typed === '' && isOn ? ({ verb: 'list', rest: '' } as const) : watchVerb(typed);
    if (asked) return doToWatch(context, asked);
    const [, tested] = /^test\b(.*)$/is.exec(typed) ?? [];
    const before = tested === undefined ? '' : 'test ';
    const said = withNumbers(withoutSlips((tested ?? typed).trim()), context.settings.country);
    const reading = await withPeople(context, watch.spec, said, before);
    if (reading === null) return null;
    const read = readWatch(reading);
    if (!read.ok) {
      return refuseWord(context, watch.spec, { ...read, reading, before });
    }
    const { kind } = read.watched;
    if (tested !== undefined && read.watched.at) {
      const { timeZone } = context.settings;
      await askSummary(tx, place, read.watched, { due: now, timeZone, now });
      return { arg: 'test' };
    }
    if (kind === 'balance' && !context.settings.asksProvider) return decline(context, 'balance-off');
    if (tested !== undefined) {
      const cardId = await answer(context, watchTestCard, { watched: read.watched, at: now });
      return { cardId, arg: 'test' };
    }
    const earlier = await switchOn(tx, place, { watched: read.watched, by: person.id, now });
    // Before it was expected nothing could be missing.
    if (read.watched.heartbeat) await expectBeat(tx, read.watched.heartbeat.name, now);
    const line = writeWatch(read.watched);
    const replaced = earlier && writeWatch(earlier) !== line ? writeWatch(earlier) : null;
    const changed = (await watchesIn(tx.db, place)).find(({ watched }) => writeWatch(watched) === line);
    const only = changed ? namedBy(changed) : null;
    return {
      cardId: await answer(context, watchesCard, { replaced, open: null, only, page: 0, said: null }),
      ...(kind !== 'usual' && { arg: kind }),
    };
  },
};
