/** What a card says, by the sign that stands before it in either language. */
export type Said = 'delivered' | 'failed' | 'doubt' | 'stopped' | 'asks' | 'moving';

const signs: readonly (readonly [sign: string, said: Said])[] = [
  ['✅', 'delivered'],
  ['❌', 'failed'],
  ['📴', 'failed'],
  ['❓', 'doubt'],
  ['🚫', 'stopped'],
  ['✋', 'asks'],
  ['⏳', 'moving'],
  ['✈️', 'moving'],
];

/** Doubt that will end by itself: the message is being repeated, or its receipt is awaited. */
const lookedAfter = /the (very )?same request again|the provider is asked again/;

/** What a card of one message says: the last line that begins with a sign, or the sign within a look-up's first line. */
export function saidBy(text: string): Said | null {
  const lines = text.split('\n');
  for (const line of lines.toReversed()) {
    const found = signs.find(([sign]) => line.startsWith(sign));
    if (found) return lookedAfter.test(line) ? 'moving' : found[1];
  }
  return signs.find(([sign]) => lines[0]?.includes(sign))?.[1] ?? null;
}

const figure = /^(✅|❌|❓|🚫|⏳|✈️) \D+ (\d+)$/u;

/**
 * How many of a list's messages are where, by the line of figures on its card; empty while it is a preview. Doubt that
 * is looked after counts as moving, but where all that settles itself soon has been waited for: of a mail that nobody has the
 * provider is asked for ten minutes.
 */
export function countedBy(text: string, isWaitedFor = false): ReadonlyMap<Said, number> {
  const counts = new Map<Said, number>();
  const line = text.split('\n').find((each) => each.split(' · ').every((piece) => figure.test(piece)));
  for (const piece of line?.split(' · ') ?? []) {
    const [, sign, count] = figure.exec(piece) ?? [];
    const said = signs.find(([known]) => known === sign)?.[1];
    const now = said === 'doubt' && !isWaitedFor && lookedAfter.test(text) ? 'moving' : said;
    if (now) counts.set(now, (counts.get(now) ?? 0) + Number(count));
  }
  return counts;
}
