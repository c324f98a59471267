/*
 * What no output of the program may hold: its secrets, what people wrote, and numbers and addresses in full. The
 * secrets are the same for every bot that a test starts; texts and recipients are planted by the worlds, as they pass.
 */

export const TOKEN = '1:AAplantedTokenOfTheBot-0123456789abc';
/** At most 8 characters, as SMPP has it. */
export const SMPP_PASSWORD = 'plantPW1';
/** Digests in tests were computed with it. */
export const CALLBACK_SECRET = 'correct-horse';
export const WEBHOOK_SECRET = 'planted-webhook-secret';
export const API_TOKEN = 'planted-token-of-another-program';
export const DATABASE_PASSWORD = 'planted-database-password';

/** Texts that a log may hold by chance are not told apart from leaks, so shorter ones are let be. */
const SHORTEST_TEXT = 5;
const SHORTEST_ARGUMENTS = 8;
const SHORTEST_NUMBER = 10;
/** Of a longer text its beginning is looked for: a log that quotes is likely to cut. */
const LONGEST = 20;

const SECRETS: ReadonlySet<string> = new Set([
  TOKEN,
  TOKEN.slice(2),
  SMPP_PASSWORD,
  CALLBACK_SECRET,
  WEBHOOK_SECRET,
  API_TOKEN,
  DATABASE_PASSWORD,
]);
const planted = new Set(SECRETS);

/** Until something else is planted, only the secrets are: what one file's people wrote, another's may say. */
export function forget(): void {
  planted.clear();
  for (const secret of SECRETS) planted.add(secret);
}

/** From now on no output may hold any of these: a text, line by line, or an address. */
export function plant(...texts: readonly string[]): void {
  for (const line of texts.flatMap((text) => text.split(/[\r\n]+/)).map((one) => one.trim())) {
    if (line.length >= SHORTEST_TEXT) planted.add(line.slice(0, LONGEST));
  }
}

/** Plants what somebody typed in a chat: of a command what stands after its name, and every number in it. */
export function plantTyped(typed: string): void {
  const [command = ''] = /^\/\S+\s*/.exec(typed) ?? [];
  const words = typed.slice(command.length);
  if (!command || words.length >= SHORTEST_ARGUMENTS) plant(words);
  for (const [number] of words.matchAll(/\d[\d ()-]+\d/g)) {
    const digits = number.replace(/\D/g, '');
    if (digits.length >= SHORTEST_NUMBER) plant(digits);
  }
}

/** A mobile number of the country that the tests' people live in, as it may be written: +7 999 123-45-67. */
const NUMBER = /(?<![\w.-])\+?(7[ \u00a0]?)?\(?9\d\d\)?[ \u00a0]?\d{3}[ -]?\d\d[ -]?\d\d(?![\w.])/;

const isWordy = /[\p{L}\p{N}]/u;

/** What of the planted a piece of output holds, and a number in it; `words` are looked for instead when given. */
export function leaksIn(said: string, words: Iterable<string> = planted): string[] {
  const read = said.replaceAll('\\"', '"').replaceAll('\\\\', '\\');
  const leaks = [...words].filter((word) => {
    // "hello" is no leak in "helloworld": it has to stand there as a word, with a cut end when it is long.
    for (let at = read.indexOf(word); at >= 0; at = read.indexOf(word, at + 1)) {
      const begins = !isWordy.test(read.charAt(at - 1));
      const ends = word.length >= LONGEST || !isWordy.test(read.charAt(at + word.length));
      if (begins && ends) return true;
    }
    return false;
  });
  const [number] = NUMBER.exec(read) ?? [];
  return number === undefined || leaks.length > 0 ? leaks : [number];
}
