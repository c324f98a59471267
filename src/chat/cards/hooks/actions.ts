import { removed, switchedOn, tested } from '../hook/doing.ts';
import type { Action } from '../room.ts';

const of = (deed: typeof tested): Action => ({
  role: 'admin',
  run: (context, { card, arg }) => deed(context, card, Number(arg)),
});

export const actions = { test: of(tested), on: of(switchedOn), remove: of(removed) };
