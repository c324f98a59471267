import { stopListBefore, stopListFrom } from '../../../store/stop-list/stop-list.ts';
import { turnAlong } from '../pages.ts';
import { type StopListBody, stopListCard } from './body.ts';
import { PAGE } from './view.ts';

const page = turnAlong<string, StopListBody>(stopListCard, async (db, _card, from, way) => {
  if (way === 'behind') return (await stopListFrom(db, PAGE + 1, from))[PAGE]?.digest ?? null;
  return from === null ? null : ((await stopListBefore(db, PAGE, from)).at(-1)?.digest ?? null);
});

export const actions = { page };
