import type { Template } from '../../store/book/templates.ts';

/** What a line says of the template that it means, beside its name. */
export interface Wanted {
  readonly channel: string | null;
  readonly language: string | null;
}

/** What a line says of a template, to mean that one of its name: nothing of one for SMS, in any language. */
export const saidOf = ({ channel, language }: Pick<Template, 'channel' | 'language'>): string[] => [
  ...(channel === 'sms' ? [] : [`channel=${channel}`]),
  ...(language === '' ? [] : [`language=${language}`]),
];

/**
 * Which of the templates of a name is taken: for SMS, in the language of the chat, else for any; one's own goes before
 * the team's.
 */
export function takenOf(
  there: readonly Template[],
  { person, language }: { readonly person: number | null; readonly language: string },
  wanted: Wanted = { channel: null, language: null },
): Template | null {
  const worth = (one: Template) =>
    Number(one.channel === 'sms') * 4 + Number(one.language === language) * 2 + Number(one.owner === person);
  const found = there
    .filter((one) => (wanted.channel ?? one.channel) === one.channel)
    .filter((one) => (wanted.language ?? one.language) === one.language)
    .toSorted((one, other) => worth(other) - worth(one));
  return found.find((one) => one.language === language || one.language === '') ?? found[0] ?? null;
}
