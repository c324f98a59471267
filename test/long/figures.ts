/** What one campaign did and found; the last three numbers must be 0. */
export interface Figures {
  readonly campaign: string;
  readonly store: 'sqlite' | 'postgres' | '-';
  readonly seed: number;
  /** Kills, faults, fuzzed inputs: what the campaign repeats. */
  readonly runs: number;
  /** Null in a campaign that sends none. */
  readonly messages: number | null;
  /** Neither sent nor asked about, or never shown. */
  readonly lost: number;
  readonly twice: number;
  /** A card that says something untrue or never came to rest, a crash, a deaf link, a leak. */
  readonly wrong: number;
  /** What else is worth reading, such as "in doubt 12". */
  readonly notes: readonly string[];
}

const ends = (lost: number, twice: number, wrong: number): string =>
  `${lost} lost, ${twice} sent twice, ${wrong} wrong at the end`;

/** The campaign's line for people. */
export function lineOf(figures: Figures): string {
  const { campaign, store, runs, messages, lost, twice, wrong, seed, notes } = figures;
  const name = store === '-' ? campaign : `${campaign} (${store})`;
  const did = `${runs} runs, ${messages ?? 0} messages`;
  const counted = ran(figures) ? did : `DID NOT RUN, ${did}`;
  return [`${name}: ${counted}, ${ends(lost, twice, wrong)}, seed ${seed}`, ...notes].join(' · ');
}

/** The last line of several campaigns. */
export function sumOf(all: readonly Figures[]): string {
  const sum = (of: 'messages' | 'lost' | 'twice' | 'wrong'): number =>
    all.reduce((total, figures) => total + (figures[of] ?? 0), 0);
  const idle = all.filter((figures) => !ran(figures)).length;
  const missing = idle === 0 ? '' : `, ${idle} DID NOT RUN`;
  return `all: ${sum('messages')} messages, ${ends(sum('lost'), sum('twice'), sum('wrong'))}${missing}`;
}

/** False: it had no time, or nothing came of it. */
const ran = ({ runs, messages }: Figures): boolean => runs > 0 && messages !== 0;

export const passed = (figures: Figures): boolean =>
  ran(figures) && figures.lost + figures.twice + figures.wrong === 0;
