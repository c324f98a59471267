import { fmt } from '@grammyjs/parse-mode';
import { TEAM } from '../../../store/book/contacts.ts';
import { countTemplates, type Template, templatesOf } from '../../../store/book/templates.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { roomOf } from '../../../store/chats/rooms.ts';
import { ownersOn } from '../../book/owners.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { asFits } from '../as-fits.ts';
import { buttonsIn, inThrees } from '../button.ts';
import { copyableText } from '../copyable.ts';
import { templateHead } from '../template/head.ts';
import type { TemplatesBody } from './body.ts';

/** Templates with a button. */
const BUTTONS = 9;
/** UTF-16 units of a text, and what is kept for the line below all. */
const TEXT_LENGTH = 120;
const BELOW = 200;

/** Every template with the beginning of its text; the first ones have a button that asks whom it is for. */
export async function templatesView(
  { db, locale }: ViewContext,
  card: Card,
  { order }: TemplatesBody,
): Promise<View> {
  const { template: first } = await roomOf(db, card.chat_id);
  const owners = ownersOn(card);
  const stored = await templatesOf(db, owners, order);
  // The chat's own goes before those that were used last.
  const templates =
    order === 'used'
      ? stored.toSorted((one, other) => Number(other.key === first) - Number(one.key === first))
      : stored;
  const still = { as: 'text', atRest: true } as const;
  if (templates.length === 0) return { ...still, text: copyableText(locale, 'templates-none'), buttons: [] };
  const lines = templates.map((one) => {
    const whose = one.owner === TEAM ? '' : ` · ${locale.t('book-only-yours')}`;
    const words = locale.t('quoted', { words: shorten(one.text, TEXT_LENGTH) });
    return fmt`${templateHead(locale, one)}${whose} · ${words}`;
  });
  const all = await countTemplates(db, owners);
  const { text, left: cut } = asFits(`📝 ${locale.t('templates', { n: all })}`, lines, BELOW);
  const left = cut + all - templates.length;
  const more = left > 0 ? ` ${locale.t('and-more', { n: left })}` : '';
  const button = buttonsIn(locale);
  // One name may have a text for each language and channel; SMS is the usual one, which nobody names.
  const isAlone = ({ key }: Template) => templates.filter((one) => one.key === key).length === 1;
  const named = (one: Template) => {
    const channel = one.channel === 'sms' ? '' : locale.t(`channel-${one.channel}`);
    return [one.name, ...(isAlone(one) ? [] : [one.language, channel])].filter(Boolean).join(' · ');
  };
  const buttons = templates
    .slice(0, BUTTONS)
    .map((one) => button(['use', String(one.id)], 'book-name', { name: named(one) }));
  return {
    ...still,
    text: fmt`${text}${more}\n${copyableText(locale, 'templates-how')}`,
    buttons: inThrees(buttons),
  };
}
