import { askCsv } from '../csv/asking.ts';
import type { Action } from '../room.ts';
import type { StatsBody } from './body.ts';
import { statsFileJob } from './file.ts';

/** The figures as a table, which comes to whoever asks for it alone: it names people. */
const file: Action<StatsBody> = {
  role: 'viewer',
  run: (context, { card, body: { asked } }) =>
    askCsv(context, card, statsFileJob, { asked, personId: context.person.id, chatId: card.chat_id }),
};

export const actions = { file };
