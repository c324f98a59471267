import { peopleNamed } from '../../store/people/people.ts';
import { liveTokens } from '../../store/programs/tokens.ts';
import { quoted, wordsOf } from '../../watch/line.ts';
import { decline } from '../answer.ts';
import type { Context } from '../context.ts';
import type { CommandSpec } from '../grammar.ts';
import { isOneOf } from '../locale.ts';
import { refuse } from '../refuse.ts';

/*
 * Whose messages a watch tells of is kept by Telegram ids and names of tokens. People write names, and a name that is none of
 * these would tell of nothing for ever.
 */

const BY = /^by=(.+)$/is;

/** Ids and names of tokens that a value stands for; a value that is one already stays. */
async function makersOf({ tx, person, settings }: Context, value: string): Promise<string[]> {
  const typed = value.replace(/^@/, '');
  if (/^\d+$/.test(typed) || typed === '') return [typed];
  if (isOneOf(typed, 'typed-me')) return [String(person.id)];
  const tokens = [...settings.programs, ...(await liveTokens(tx.db)).map(({ name }) => name)];
  const token = tokens.find((name) => name.toLowerCase() === typed.toLowerCase());
  if (token !== undefined) return [token];
  const people = await peopleNamed(tx.db, typed);
  return people
    .filter(({ id, role }) => role !== null || settings.ownerIds.includes(id))
    .map(({ id }) => String(id));
}

/**
 * A line of /watch with ids in the place of names; null: one is nobody's or several people's, which has been answered.
 * @param before what stands between the command and the line
 */
export async function withPeople(
  context: Context,
  spec: CommandSpec,
  line: string,
  before = '',
): Promise<string | null> {
  const words = wordsOf(line);
  // Labels of other programs are called as they like.
  if (words[0]?.toLowerCase() === 'alerts') return line;
  const read: string[] = [];
  for (const [at, word] of words.entries()) {
    const ids: string[] = [];
    for (const value of BY.exec(word)?.[1]?.split(',') ?? []) {
      const found = await makersOf(context, value);
      if (found.length === 0) {
        await decline(context, 'watch-nobody', { typed: value });
        return null;
      }
      if (found.length > 1) {
        const lineOf = (id: string) =>
          `/${spec.name} ${before}${words.with(at, word.replace(value, id)).map(quoted).join(' ')}`;
        const problem = { kind: 'ambiguous', typed: value } as const;
        await refuse(context, {
          command: spec,
          problem,
          reading: lineOf(value),
          instead: found.map(lineOf),
        });
        return null;
      }
      ids.push(...found);
    }
    read.push(ids.length > 0 ? `by=${ids.join(',')}` : word);
  }
  return read.map(quoted).join(' ');
}
