import type { Methods } from '../method.ts';
import { badRequest } from '../refusal.ts';

/** Bot API: answerCallbackQuery, text. */
const ANSWER_MAX = 200;

export const queryMethods: Methods = {
  answerCallbackQuery(params, { queries, events }) {
    const text = params.text('text') || null;
    if (text !== null && text.length > ANSWER_MAX) throw badRequest('MESSAGE_TOO_LONG');
    const pressed = queries.answer(params.text('callback_query_id') ?? '', text);
    events.emit('answer', { ...pressed, text, alert: params.flag('show_alert') });
    return true;
  },
};
