import { findTemplate, removeTemplates } from '../../../store/book/templates.ts';
import { mayChange } from '../../book/owners.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type TemplateBody, templateCard } from './body.ts';

const remove: Action<TemplateBody> = {
  role: 'operator',
  async run({ tx, person, now }, { card, body }) {
    const template = await findTemplate(tx.db, body.templateId);
    if (!template) return refused('button-late');
    if (!mayChange(template, person)) return refused('book-not-yours');
    await removeTemplates(tx, [template.id]);
    await rewriteBody(tx, templateCard, card, { ...body, removed: template.name }, now);
    return done;
  },
};

export const actions = { remove };
