import type { Locale } from '../../locale.ts';

/** An example as it is copied: {text} and the like stand for words of the reader's language. */
export function exampleLine({ t }: Locale, command: string, example: string): string {
  const words = example.replace(/\{(\w+)\}/g, (_, name) => t(`sample-${name}`));
  return `/${command} ${words}`.trimEnd();
}
