import { rewriteBody } from '../kind.ts';
import { type Action, done } from '../room.ts';
import { type HookBody, hookCard } from './body.ts';
import { removed, switchedOn, tested } from './doing.ts';

/** The secret is copied: it need not stand in the chat any longer. */
const hide: Action<HookBody> = {
  role: 'admin',
  async run({ tx, now }, { card, body }) {
    await rewriteBody(tx, hookCard, card, { ...body, hidden: true }, now);
    return done;
  },
};

const test: Action<HookBody> = {
  role: 'admin',
  run: (context, { card, body }) => tested(context, card, body.hookId),
};

const on: Action<HookBody> = {
  role: 'admin',
  run: (context, { card, body }) => switchedOn(context, card, body.hookId),
};

const remove: Action<HookBody> = {
  role: 'admin',
  run: (context, { card, body }) => removed(context, card, body.hookId),
};

export const actions = { hide, test, on, remove };
