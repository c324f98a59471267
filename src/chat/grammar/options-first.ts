import { plainView } from './glyphs.ts';
import { namedIn } from './named.ts';
import { optionWordAt } from './option-word.ts';
import type { ParseRecipient } from './recipients.ts';
import type { CommandSpec } from './spec.ts';

/** Options that a line has; more of them are none that somebody typed. */
const MOST = 10;
const SPACE = /\s*/y;
const WORD = /\S+/y;

/** Where a pattern ends that is looked for at this place; -1: it is not there. */
function endAt(pattern: RegExp, view: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(view) ? pattern.lastIndex : -1;
}

/**
 * A line whose options stand before recipients that may be names, with these behind them, and the first of them; null: it
 * does not begin so.
 */
export function behindNames(
  line: string,
  spec: CommandSpec,
  parse: ParseRecipient,
): { readonly line: string; readonly name: string } | null {
  const view = plainView(line);
  const begin = endAt(SPACE, view, 0);
  const name = optionWordAt(view, begin, spec)?.name ?? null;
  let at = begin;
  for (let n = 0; n < MOST && at < view.length; n++) {
    const option = optionWordAt(view, at, spec);
    // What may hold spaces, in quotes or not, is for whoever typed it.
    if (!option?.name || option.spaced || /["“”«»„]/.test(view[option.valueAt] ?? '')) break;
    at = endAt(SPACE, view, endAt(WORD, view, at));
  }
  const behind = line.slice(at);
  const list = name !== null && at > begin ? namedIn(behind, plainView(behind), spec, parse) : null;
  if (name === null || !list) return null;
  const whom = behind.slice(0, behind.length - list.behind.length).trimEnd();
  const text = list.behind.trimStart();
  return { name, line: ` ${whom} ${line.slice(begin, at).trim()} ${text}` };
}
