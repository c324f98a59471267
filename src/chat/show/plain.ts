import type { InlineKeyboardButton } from 'grammy/types';
import type { Draft } from './draft.ts';

/** Fields that not every Bot API server knows, and without which a card still says the same. */
const FIELDS = ['style', 'copy_text', 'date_time', 'expandable_blockquote'] as const;
export type Field = (typeof FIELDS)[number];
export const ALL_FIELDS: ReadonlySet<Field> = new Set(FIELDS);

function fieldsOfButton(button: InlineKeyboardButton): Field[] {
  const fields: Field[] = [];
  if ('style' in button) fields.push('style');
  if ('copy_text' in button) fields.push('copy_text');
  return fields;
}

/** Which of these fields a draft uses. */
export function fieldsOf({ entities, keyboard }: Draft): ReadonlySet<Field> {
  const types = entities.flatMap(({ type }) => FIELDS.filter((field) => field === type));
  return new Set([...types, ...keyboard.inline_keyboard.flat().flatMap(fieldsOfButton)]);
}

function unstyled(button: InlineKeyboardButton): InlineKeyboardButton {
  const { style: _, ...plain } = button;
  return plain;
}

/**
 * The draft without such fields. A button that would copy goes: what it copies stands in the text as well. So does an
 * entity that makes a date tell itself, over words that tell it already.
 */
export function plainly(draft: Draft, without: ReadonlySet<Field>): Draft {
  if (without.size === 0) return draft;
  const rows = draft.keyboard.inline_keyboard.map((row) =>
    row
      .filter((button) => !('copy_text' in button && without.has('copy_text')))
      .map((button) => (without.has('style') ? unstyled(button) : button)),
  );
  const entities = draft.entities
    .filter(({ type }) => !(type === 'date_time' && without.has(type)))
    .map((entity) =>
      entity.type === 'expandable_blockquote' && without.has(entity.type)
        ? { ...entity, type: 'blockquote' as const }
        : entity,
    );
  return { ...draft, entities, keyboard: { inline_keyboard: rows.filter((row) => row.length > 0) } };
}
