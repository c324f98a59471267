import type { Room } from '../room.ts';
import { runAs } from '../run-as.ts';
import { type TimeMeantBody, timeMeantCard } from './body.ts';
import { timeMeantView } from './view.ts';

export const timeMeant: Room<TimeMeantBody> = {
  kind: timeMeantCard,
  seenBy: 'viewer',
  view: timeMeantView,
  wordless: () => null,
  actions: { meant: runAs(timeMeantCard, ({ meant }, arg) => meant[Number(arg)]?.rest) },
};
