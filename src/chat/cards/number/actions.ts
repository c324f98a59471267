import { answer } from '../../answer.ts';
import { send } from '../../sending/send.ts';
import { rewriteBody } from '../kind.ts';
import { questionCard } from '../question/body.ts';
import type { Action } from '../room.ts';
import { type NumberBody, numberCard, type Offer } from './body.ts';

const lineOf = ({ numbers }: NumberBody): string => numbers.map((number) => `+${number}`).join(', ');

/** Asks for the text. */
const sms: Action<NumberBody> = {
  role: 'operator',
  async run(context, { card, body }) {
    await choose('sms', context, card, body);
    await answer(context, questionCard, {
      command: 'sms',
      rest: ` ${lineOf(body)}`,
      missing: 'text',
      kept: '',
      to: body.numbers,
      unread: '',
      test: null,
      document: null,
      filling: null,
      wants: ['text'],
    });
    return { toast: null, did: {} };
  },
};

/** Looks them up at once; several after a preview. */
const looking = (channel: 'hlr' | 'ping'): Action<NumberBody> => ({
  role: 'viewer',
  async run(context, { card, body }) {
    await choose(channel, context, card, body);
    const did = await send(context, {
      command: channel,
      reading: `/${channel} ${lineOf(body)}`,
      requests: body.numbers.map((to) => ({ channel, to })),
    });
    return { toast: null, did };
  },
});

function choose(
  offer: Offer,
  { tx, now }: Parameters<Action['run']>[0],
  card: Parameters<Action['run']>[1]['card'],
  body: NumberBody,
): Promise<void> {
  return rewriteBody(tx, numberCard, card, { ...body, done: [...body.done, offer] }, now);
}

export const actions = { sms, hlr: looking('hlr'), ping: looking('ping') };
