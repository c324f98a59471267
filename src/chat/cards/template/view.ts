import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { TEAM } from '../../../store/book/contacts.ts';
import { findTemplate, templatesNamed } from '../../../store/book/templates.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { ownersOn } from '../../book/owners.ts';
import { saidOf, takenOf, type Wanted } from '../../book/template-choice.ts';
import type { Locale } from '../../locale.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn, copyButtons } from '../button.ts';
import { copyableText } from '../copyable.ts';
import type { TemplateBody } from './body.ts';
import { templateHead } from './head.ts';

/** For whom a line to copy is, with what its channel must be told: such a one cannot be sent as it stands. */
function exampleOf(locale: Locale, channel: string): string {
  if (channel === 'email') return `${locale.t('fill-email')} subject=…`;
  const phone = locale.t('sample-phone');
  return channel === 'bot' ? `${phone} bot=${locale.t('fill-bot')}` : phone;
}

/** A template with its text, and what can be done about it. */
export async function templateView(
  { db, locale }: ViewContext,
  card: Card,
  { templateId, said, removed }: TemplateBody,
): Promise<View> {
  const template = removed === null ? await findTemplate(db, templateId) : undefined;
  const still = { as: 'text', atRest: true } as const;
  if (!template) {
    const gone =
      removed === null ? locale.t('template-gone') : locale.t('template-removed', { name: removed });
    return { ...still, text: gone, buttons: [] };
  }
  const { name, channel, language, text, kind, owner } = template;
  const reader = { person: card.person_id, language: locale.language };
  const there = await templatesNamed(db, ownersOn(card), template.key);
  const isTaken = (wanted?: Wanted) => takenOf(there, reader, wanted)?.id === template.id;
  const which = saidOf(template);
  const how = isTaken()
    ? 'template-how'
    : isTaken({ channel, language: language || null })
      ? 'template-how-which'
      : 'template-how-button';
  const lines = [
    fmt`📝 ${templateHead(locale, template)}`,
    locale.t('quoted', { words: shorten(text, 2500) }),
    locale.t(owner === TEAM ? 'book-team' : 'book-own'),
    ...(said === 'changed' ? [locale.t('template-changed')] : []),
    copyableText(locale, how, { name, to: exampleOf(locale, channel), which: which.join(' ') }),
  ];
  const options = [...which, ...(kind === null ? [] : [`kind=${kind}`])];
  const line = ['/template change', name, ...options, text].join(' ');
  return {
    ...still,
    text: FormattedString.join(lines, '\n'),
    buttons: [[...copyButtons(locale, 'book-edit', line), buttonsIn(locale)('remove', 'book-remove')]],
  };
}
