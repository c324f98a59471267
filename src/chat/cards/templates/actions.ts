import { findTemplate, useTemplate } from '../../../store/book/templates.ts';
import { answer } from '../../answer.ts';
import { NO_VALUES } from '../../book/wording.ts';
import { wantsOf } from '../../question.ts';
import { questionCard } from '../question/body.ts';
import { type Action, done, refused } from '../room.ts';
import type { TemplatesBody } from './body.ts';

/** Asks whom a template is for. */
const use: Action<TemplatesBody> = {
  role: 'operator',
  async run(context, { arg }) {
    const { tx, now, commands } = context;
    const template = await findTemplate(tx.db, Number(arg));
    const command = commands.find(({ spec }) => spec.name === template?.channel);
    if (!template || !command) return refused('button-late');
    await useTemplate(tx, template.id, now);
    const asked = { missing: 'recipient', kept: template.text } as const;
    await answer(context, questionCard, {
      ...asked,
      command: template.channel,
      rest: ` -- ${template.text}`,
      to: [],
      unread: '',
      wants: wantsOf(command.spec, asked),
      test: null,
      document: null,
      filling: { lacking: [], values: NO_VALUES },
    });
    return done;
  },
};

export const actions = { use };
