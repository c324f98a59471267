import type { Random } from '../../support/random.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const EDGES: readonly [Json, ...Json[]] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e308,
  '',
  '\0',
  '\ud800',
  '__proto__',
  '/',
  '/sms',
  '//',
  '+',
  '79991234567',
  [],
  {},
  [[]],
  { toString: null },
];
const WORDS: readonly [string, ...string[]] = [
  '/sms',
  '/SMS@demo_bot',
  '/hlr',
  '/ping',
  '/email',
  '/call',
  '/tgm',
  '/bot',
  '/status',
  '/error',
  '/help',
  '/inbox on',
  '/lang ru',
  '/start inv_',
  '+79991234560',
  '7 999 123-45-61',
  'a@b.ru',
  ',',
  ';',
  '--',
  '\n',
  'from=SHOP',
  'from=',
  'comment="',
  'subject=“x”',
  'voice=w2',
  'at=noon',
  '={}',
  '#group',
  '220',
  '\u00a0',
  '🙂',
  '\u202e',
  '%s',
  "';--",
  '~~~',
  '__HLR__',
  'bot:',
  '4821',
];

/** A line that somebody might type, or nobody. */
export function fuzzedLine(random: Random): string {
  const words = Array.from({ length: random.between(1, 12) }, () =>
    random.chance(0.85) ? random.pick(WORDS) : random.bytes(random.between(1, 12)).toString('utf8'),
  );
  return words.join(random.pick([' ', ' ', '', '\n']));
}

/** A copy in which one value is another, gone, or deep. */
export function mutatedJson(random: Random, value: Json): Json {
  const inside = value !== null && typeof value === 'object' && random.chance(0.85);
  if (!inside)
    return random.chance(0.1)
      ? nested(random.between(10, 1_000))
      : random.chance(0.3)
        ? fuzzedLine(random)
        : random.pick(EDGES);
  if (Array.isArray(value)) {
    const at = random.between(0, Math.max(0, value.length - 1));
    return value.map((each, index) => (index === at ? mutatedJson(random, each) : each));
  }
  const keys = Object.keys(value);
  const chosen = keys[random.between(0, keys.length - 1)];
  if (chosen === undefined) return random.pick(EDGES);
  const copy = { ...value };
  if (random.chance(0.15)) delete copy[chosen];
  else copy[chosen] = mutatedJson(random, value[chosen] ?? null);
  return copy;
}

function nested(depth: number): Json {
  let value: Json = 0;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** Octets with a few of them changed. */
export function mutatedBytes(random: Random, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let change = random.between(0, 4); change > 0; change -= 1) {
    if (copy.length > 0) copy.writeUInt8(random.between(0, 255), random.between(0, copy.length - 1));
  }
  return random.chance(0.2) ? copy.subarray(0, random.between(0, copy.length)) : copy;
}
