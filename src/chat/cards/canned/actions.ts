import { findTemplate, useTemplate } from '../../../store/book/templates.ts';
import { findCard } from '../../../store/chats/cards.ts';
import { NO_VALUES } from '../../book/wording.ts';
import { holdingOf } from '../../held/holding.ts';
import { correspondentOf } from '../../talks/correspondent.ts';
import { type Action, done, refused } from '../room.ts';
import type { CannedBody } from './body.ts';

/** Sends it as a reply with the same words would be; what comes of it takes the place of the list. */
const answer: Action<CannedBody> = {
  role: 'operator',
  async run(context, { card, body, arg }) {
    const { tx, now } = context;
    const template = await findTemplate(tx.db, Number(arg));
    const answered = await findCard(tx.db, body.cardId);
    const whom = answered && (await correspondentOf(tx.db, answered));
    if (!template || !whom) return refused('button-late');
    await useTemplate(tx, template.id, now);
    const reply = {
      ...context,
      repliedTo: answered,
      ...(await holdingOf(context, answered, whom)),
      replaces: card,
    };
    await context.rerun(reply, 'sms', ` +${whom.to} -- ${template.text}`, NO_VALUES);
    return done;
  },
};

export const actions = { answer };
