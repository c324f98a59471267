import { askCsv } from '../csv/asking.ts';
import type { Action, Room } from '../room.ts';
import { type AuditBody, auditCard } from './body.ts';
import { auditFileJob } from './file.ts';
import { auditView } from './view.ts';

const file: Action<AuditBody> = {
  role: 'admin',
  run: (context, { card, body: asked }) =>
    askCsv(context, card, auditFileJob, { asked, personId: context.person.id, chatId: card.chat_id }),
};

export const audit: Room<AuditBody> = {
  kind: auditCard,
  seenBy: 'admin',
  view: auditView,
  actions: { file },
};
