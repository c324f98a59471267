import { templatesOf } from '../../store/book/templates.ts';
import { isName, keyOf } from '../book/names.ts';
import { setting } from './setting.ts';

/** The template that /t offers first. */
export const template = setting('template', {
  name: 'template',
  changedBy: { role: 'operator', groupRole: 'admin' },
  read: (typed) => (isName(typed) ? keyOf(typed) : null),
  write: (value) => value,
  ofBot: () => null,
  choices: () => [],
  listed: async (db, owners) => [...new Set((await templatesOf(db, owners, 'used')).map(({ key }) => key))],
  example: 'ready',
});
