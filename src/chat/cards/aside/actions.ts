import { findCard } from '../../../store/chats/cards.ts';
import { decline } from '../../answer.ts';
import { offerTopics } from '../../held/alone.ts';
import { leastRole, mayUse } from '../../people/access.ts';
import { answerQuestion } from '../../question.ts';
import { readBody, rewriteBody } from '../kind.ts';
import { questionCard } from '../question/body.ts';
import { type Action, done, refused } from '../room.ts';
import { type AsideBody, asideCard } from './body.ts';

/** It is the answer. */
const answer: Action<AsideBody> = {
  role: 'viewer',
  async run(context, { card, body }) {
    const question = await findCard(context.tx.db, body.questionId);
    if (!question) return refused('button-stale');
    const { person, place } = context;
    const asked = readBody(questionCard, question)?.command;
    const command = context.commands.find(({ spec }) => spec.name === asked);
    if (!command) return refused('button-stale');
    if (!mayUse(command, person.role, place)) {
      return refused('button-not-allowed', { role: leastRole(command, place) ?? 'owner' });
    }
    await rewriteBody(context.tx, asideCard, card, { ...body, isOver: true }, context.now);
    await answerQuestion(context, question, body.words);
    // What was carried out is on record as the command that it is.
    return { toast: null, did: null };
  },
};

/** It is not: what else it may be is said, as of words where nothing is asked. */
const drop: Action<AsideBody> = {
  role: 'viewer',
  async run(context, { card, body }) {
    await rewriteBody(context.tx, asideCard, card, { ...body, isOver: true }, context.now);
    if (!(await offerTopics(context, body.words))) await decline(context, 'what-to-do');
    return done;
  },
};

export const actions = { answer, drop };
