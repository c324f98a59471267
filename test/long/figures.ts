/** What one campaign found; the last three must be 0. */
export interface Figures {
  readonly campaign: string;
  readonly store: 'sqlite' | 'postgres' | '-';
  readonly seed: number;
  /** Kills, faults, fuzzed inputs: what the campaign repeats. */
  readonly runs: number;
  readonly messages: number;
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
  const counted = `${runs} runs, ${messages} messages, ${ends(lost, twice, wrong)}`;
  return [`${name}: ${counted}, seed ${seed}`, ...notes].join(' · ');
}

/** The last line of several campaigns. */
export function sumOf(all: readonly Figures[]): string {
  const sum = (of: 'messages' | 'lost' | 'twice' | 'wrong'): number =>
    all.reduce((total, figures) => total + figures[of], 0);
  return `all: ${sum('messages')} messages, ${ends(sum('lost'), sum('twice'), sum('wrong'))}`;
}

export const passed = ({ lost, twice, wrong }: Figures): boolean => lost + twice + wrong === 0;
