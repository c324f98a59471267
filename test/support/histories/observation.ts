import { createHash } from 'node:crypto';
import { nameOf } from './ledger.ts';
import type { Card, Fate, Place, Standing } from './path.ts';

/** What came of a history, in lines that a person can read. */
export interface Observation {
  /** What happened, a line for each step. */
  readonly story: readonly string[];
  /** What left at each step, in order, and what would leave next. */
  readonly claims: readonly string[];
  /** Where messages and orders stand, and, where they are watched, stood after each step. */
  readonly fates: readonly string[];
  /** What the cards show, likewise. */
  readonly cards: readonly string[];
  /** What must never be: see Judge. */
  readonly wrong: readonly string[];
  /** How many submits left. */
  readonly submits: number;
}

/** The parts by which two observations differ. */
export const ASPECTS = ['claims', 'fates', 'cards'] as const;

const digest = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('base64url').slice(0, 8);

/** A digest of a history and of each aspect of what came of it. */
export const digests = (history: object, observation: Observation): string =>
  [digest([JSON.stringify(history)]), ...ASPECTS.map((aspect) => digest(observation[aspect]))].join(' ');

/** All of it. */
export const written = ({ story, claims, fates, cards }: Observation): string =>
  [
    ...['# What happened', ...story],
    ...['', '# What left', ...claims],
    ...['', '# Where it stands', ...fates],
    ...['', '# Cards', ...cards],
    '',
  ].join('\n');

const code = (error: number | null, commandStatus: number | null): string[] => [
  ...(error === null ? [] : [`err ${error}`]),
  ...(commandStatus === null ? [] : [`status 0x${commandStatus.toString(16)}`]),
];

/** A line for a message, one for each of its submits, and one for what was told of it. */
export function linesOfFate(fate: Fate, since: number): string[] {
  const at = (name: string, time: number | null): string[] =>
    time === null ? [] : [`${name} ${seconds(time - since)}`];
  const head = [
    `${nameOf(fate)} to ${fate.recipient}: ${fate.state}`,
    ...(fate.waitsFor === null ? [] : [`waits for ${fate.waitsFor}`]),
    ...code(fate.error, fate.commandStatus),
    ...(fate.cost === null ? [] : [`cost ${fate.cost}`]),
    ...(fate.pdus === 1 ? [] : [`${fate.pdus} parts`]),
    ...at('ready at', fate.readyAt),
    ...at('in doubt until', fate.doubtUntil),
    ...at('overdue at', fate.overdueAt),
    ...at('ended at', fate.endedAt),
  ];
  const attempts = fate.attempts.map(({ part, host, outcome, commandStatus, providerId }) =>
    [
      `  part ${part} to ${host}: ${outcome}`,
      ...code(null, commandStatus),
      ...(providerId === null ? [] : [`id ${providerId}`]),
    ].join(', '),
  );
  const told = fate.told.map(({ state, error, via }) =>
    [state ?? 'no state', ...code(error, null), via].join(' '),
  );
  return [head.join(', '), ...attempts, ...(told.length > 0 ? [`  told: ${told.join('; ')}`] : [])];
}

/** "+12.3 s" after the history began. */
export const seconds = (ms: number): string => `+${ms / 1000} s`;

export function linesOfStanding(order: number, { waits, tally }: Standing): string[] {
  const counts = tally
    .map(({ state, error, commandStatus, count, cost }) =>
      [`${count} ${state}`, ...code(error, commandStatus), ...(cost === null ? [] : [`cost ${cost}`])].join(
        ' ',
      ),
    )
    .toSorted();
  const waiting = waits.length > 0 ? ` · waits for ${waits.join(', ')}` : '';
  return [`${letterOf(order)}: ${counts.join(' · ')}${waiting}`];
}

export const letterOf = (order: number): string => nameOf({ order, position: 0 }).slice(0, -1);

export const linesOfCard = (order: number, { text, buttons }: Card): string[] => [
  `${letterOf(order)}:`,
  ...text.split('\n').map((line) => `  ${line}`),
  ...buttons.map((row) => `  ${row.map((label) => `[${label}]`).join(' ')}`),
];

/** The states of all messages, in a line. */
export const lineOfStates = (states: readonly (Place & { readonly state: string })[]): string =>
  states.map(({ state, ...place }) => `${nameOf(place)} ${state}`).join(', ');
