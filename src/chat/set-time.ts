import type { Context } from './context.ts';
import type { Arguments, CommandSpec } from './grammar.ts';
import { type Moment, readMoment } from './moment.ts';
import { refuse } from './refuse.ts';

/** Options that say when something goes, of every command that sends. */
export const WHEN_OPTIONS = {
  at: { kind: 'moment' },
  now: { kind: 'choice', values: ['yes'] },
} as const satisfies CommandSpec['options'];

/** A time as it was typed, in the zone of the chat, seen from when it was typed. */
export const momentIn = ({ writtenAt, settings }: Context, typed: string): Moment =>
  readMoment(typed, { now: writtenAt, timeZone: settings.timeZone });

/**
 * The time that a line sets (ms); null: none. One that cannot be read without a doubt, or cannot be had, is refused with
 * lines that can be copied, and `refused` comes back.
 */
export async function timeSetBy(
  context: Context,
  spec: CommandSpec,
  said: Arguments & { readonly reading: string },
): Promise<number | null | 'refused'> {
  const { at: typed } = said.options;
  if (typed === undefined) return null;
  const moment = momentIn(context, String(typed));
  if ('at' in moment) return moment.at;
  await refuse(context, {
    command: spec,
    problem: { kind: 'no-moment', typed: String(typed), why: moment.no },
    reading: said.reading,
    instead: moment.instead.map((at) => ({ ...said, options: { ...said.options, at } })),
  });
  return 'refused';
}
