import { answer } from '../answer.ts';
import { timeMeantCard } from '../cards/time-meant/body.ts';
import type { Context } from '../context.ts';
import { writeLine } from '../grammar/line.ts';
import { recipientParser } from '../grammar/recipients.ts';
import type { Arguments, CommandSpec } from '../grammar.ts';
import { refuse } from '../refuse.ts';
import { readZonedMoment, type ZonedMoment } from './zoned-moment.ts';

/** Options that say when something goes, of every command that sends. */
export const WHEN_OPTIONS = {
  at: { kind: 'moment' },
  now: { kind: 'choice', values: ['yes'] },
} as const satisfies CommandSpec['options'];

/** A time as it was typed, in the zone of the chat unless it names one, seen from when it was typed. */
export const momentIn = ({ writtenAt, settings }: Context, typed: string): ZonedMoment =>
  readZonedMoment(typed, { now: writtenAt, timeZone: settings.timeZone });

/** When something goes (ms), and the zone that was named with that. */
type SetTime = Extract<ZonedMoment, { readonly at: number }>;

/** What was typed for a time, and is none. */
interface NoTime {
  readonly spec: CommandSpec;
  readonly typed: string;
  readonly moment: Exclude<ZonedMoment, { readonly at: number }>;
  /** The line as it was understood. */
  readonly reading: string;
  /** The line with another time. */
  lineWith(at: string): string;
  /** What the line has in its place, where none is likely to be meant. */
  readonly example?: string;
}

/** Asks what a time means that cannot be read without a doubt, or cannot be had. */
export async function askWhichTime(context: Context, noTime: NoTime): Promise<null> {
  const { spec, typed, moment, reading, lineWith, example } = noTime;
  const { no: why, instead } = moment;
  // A press has not the files, nor what is missing.
  const isWhole = context.document === null && context.lacks.length === 0;
  if (instead.length > 0 && isWhole) {
    const meant = instead.map((at) => ({ at, rest: lineWith(at).slice(spec.name.length + 1) }));
    await answer(context, timeMeantCard, { command: spec.name, typed, why, meant, isOver: false });
    return null;
  }
  const times = instead.length === 0 && example !== undefined ? [example] : instead;
  return refuse(context, {
    command: spec,
    problem: { kind: 'no-moment', typed, why },
    reading,
    instead: times.map(lineWith),
  });
}

/**
 * The time that a line sets; null: none. One that cannot be read without a doubt, or cannot be had, is asked about,
 * and `refused` comes back.
 */
export async function timeSetBy(
  context: Context,
  spec: CommandSpec,
  said: Arguments & { readonly reading: string },
): Promise<SetTime | null | 'refused'> {
  const { at: typed } = said.options;
  if (typed === undefined) return null;
  const moment = momentIn(context, String(typed));
  if ('at' in moment) return moment;
  const parse = recipientParser(spec, context.settings.country);
  await askWhichTime(context, {
    spec,
    typed: String(typed),
    moment,
    reading: said.reading,
    lineWith: (at) => writeLine(spec, { ...said, options: { ...said.options, at } }, parse),
  });
  return 'refused';
}
