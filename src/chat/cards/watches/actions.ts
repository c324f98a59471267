import type { Tx } from '../../../store/engine/database.ts';
import { changeWatch, switchOff, watchesIn } from '../../../store/watch/watches.ts';
import type { Watch } from '../../../store/watch/watches-at-hand.ts';
import { changedLine } from '../../../watch/edit.ts';
import { readWatch } from '../../../watch/line.ts';
import { mutedUntil } from '../../../watch/mute.ts';
import type { Context } from '../../context.ts';
import { muteWatch } from '../../watch/muting.ts';
import { rewriteBody } from '../kind.ts';
import { turnPage } from '../pages.ts';
import { type Action, done, type Pressed, refused } from '../room.ts';
import { type WatchesBody, watchesCard } from './body.ts';
import { namedBy } from './naming.ts';

/** Does something to the watch of the card's place that the button names. */
const toWatch =
  (act: (tx: Tx, watch: Watch, context: Context) => Promise<void>) =>
  async (context: Context, { card, body, arg }: Pressed<WatchesBody>) => {
    const { tx, now } = context;
    const here = await watchesIn(tx.db, { chatId: card.chat_id, threadId: card.thread_id ?? 0 });
    const watch = here.find((one) => namedBy(one) === arg);
    if (!watch) return refused('button-late');
    await act(tx, watch, context);
    await rewriteBody(tx, watchesCard, card, { ...body, replaced: null, said: null }, now);
    return done;
  };

/** Nothing is told any more. */
const off: Action<WatchesBody> = {
  role: 'operator',
  groupRole: 'admin',
  run: toWatch((tx, { id }) => switchOff(tx, id)),
};

const mute: Action<WatchesBody> = {
  role: 'operator',
  run: toWatch((_, watch, context) =>
    muteWatch(context, watch, mutedUntil('1h', context.now, context.settings.timeZone)),
  ),
};

const unmute: Action<WatchesBody> = {
  role: 'operator',
  run: toWatch((_, watch, context) => muteWatch(context, watch, null)),
};

/** Looks at one of them, to change it, or at all again. */
const edit: Action<WatchesBody> = {
  role: 'operator',
  groupRole: 'admin',
  async run({ tx, now }, { card, body, arg }) {
    await rewriteBody(tx, watchesCard, card, { ...body, open: arg, said: null }, now);
    return done;
  },
};

/** Says one word of the watch that is looked at otherwise. */
const change: Action<WatchesBody> = {
  role: 'operator',
  groupRole: 'admin',
  async run({ tx, person, now }, { card, body, arg }) {
    const here = await watchesIn(tx.db, { chatId: card.chat_id, threadId: card.thread_id ?? 0 });
    const watch = here.find((one) => namedBy(one) === body.open);
    const read = watch && readWatch(changedLine(watch.watched, arg ?? ''));
    if (!watch || !read?.ok) return refused('button-late');
    await changeWatch(tx, watch, { watched: read.watched, by: person.id, now });
    await rewriteBody(tx, watchesCard, card, { ...body, replaced: null, said: null }, now);
    return { toast: null, did: { arg: arg ?? '' } };
  },
};

/** Lists what else is told here. */
const all: Action<WatchesBody> = {
  role: 'operator',
  async run({ tx, now }, { card, body }) {
    await rewriteBody(tx, watchesCard, card, { ...body, only: null, replaced: null, said: null }, now);
    return done;
  },
};

export const actions = { all, off, mute, unmute, edit, change, page: turnPage(watchesCard) };
