import type { BotPath, Said } from './bot-path.ts';
import { claims } from './claims.ts';
import type { Line } from './lines.ts';

const isLookup = (channel: string): boolean => channel === 'hlr' || channel === 'ping';
const digitsOf = (words: string): string => words.replace(/\D/g, '');
/** What stays the same of a number however it is written. */
const core = (number: string): string => (/^\d+$/.test(number) ? number.slice(-9) : number);
/** The provider knows line feeds alone. */
const asArrived = (text: string): string => text.replace(/\r\n?/g, '\n');
const lettersOf = (words: string): string[] => words.match(/[\p{L}\p{M}]/gu) ?? [];
/** Its prefixes are no part of a number. */
const figuresOf = (words: string): string[] => (words.match(/\d+/g) ?? []).filter((one) => one !== '8');
const isWithin = (part: readonly string[], whole: readonly string[]): boolean => {
  let at = 0;
  for (const word of whole) if (word === part[at]) at += 1;
  return at === part.length;
};
const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

/** Problems whose lines are about less than was typed: an extension nobody reaches, a mark that cannot go. */
const DROPPING = new Set(['extension', 'refused', 'bad-code', 'unclosed-quote', 'bad-option', 'no-moment']);

/**
 * Words before a number that say no more than that it is one, whatever marks stand behind them: where the number is
 * offered as the recipient, nothing that was said is missing without them.
 */
const LABELS = /(?:тел|tel)(?=[.:=\s\p{Cf}]*[+\d])/giu;
/** Digits enough for a number. */
const NUMBER = /\d(?:[^\p{L}\n]*\d){6}/u;
/** An extension is asked about by itself. */
const EXTENSION = /^[\p{Cf}\s]*(?:доб|ext|вн)/iu;

/** What stands in the place of something that only a person knows, unless they typed it. */
const PLACEHOLDER = /\+7…|name@…|=…|@name…/;

/** Advertising, and a call to several, goes to nobody else. */
const consentedIn = ({ command, options, recipients }: Line): readonly string[] =>
  command === 'call' || options.kind === 'ad' ? recipients : [];

const recipientsOf = ({ arrived }: Said): string[] => arrived.map(({ to }) => to);
const textOf = ({ arrived: [first] }: Said): string => first?.phone?.text ?? '';

/** What the bot made of a line. */
export interface Judgement {
  /** What is wrong with it; nothing: all is right. */
  readonly wrong: readonly string[];
  /** Messages of the order that it became. */
  readonly arrived: number;
}

/** Says a line, and each one that is offered in its place, and compares what comes of them with what was meant. */
export async function judged(bot: BotPath, line: Line): Promise<Judgement> {
  const said = await bot.say(line.typed, line.wire, consentedIn(line));
  const arrived = said.arrived.length;
  if (!said.card) return { wrong: ['the bot said nothing'], arrived };
  const wrong = claims(said);
  if (arrived > 0) return { wrong: [...wrong, ...ordered(line, said)], arrived };
  if (line.isClear) wrong.push(`asked about a clear line: ${said.problem ?? said.card.text}`);
  return { wrong: [...wrong, ...(await offered(bot, line, said))], arrived };
}

/** An order has to be the one that was meant. */
function ordered(line: Line, said: Said): string[] {
  const wrong: string[] = [];
  const text = textOf(said);
  // One that is not understood is named on the preview, and gets nothing.
  const isNamed = (to: string) =>
    !said.isSent && line.written.some((one) => core(digitsOf(one)) === core(to) && isShown(said, one));
  const wanted = line.recipients.filter((to) => recipientsOf(said).includes(to) || !isNamed(to));
  // Of a number that was typed twice the second writing may be the one that is understood.
  const isFirst = (to: string) => !isNamed(to) || !isTwice(line, to);
  const isOrdered = same(recipientsOf(said).filter(isFirst), wanted.filter(isFirst));
  if (!isOrdered || !same(recipientsOf(said).toSorted(), wanted.toSorted()))
    wrong.push(`goes to ${recipientsOf(said)}, not to ${line.recipients}`);
  const meant = [line.text, line.dash.trimStart() + line.text].map(asArrived);
  wrong.push(...leaked(line, text));
  // Behind a number that is none a name may be the text's beginning: the preview shows both.
  if (!said.isSent && line.around.length > 0 && text.endsWith(asArrived(line.text))) return wrong;
  if (line.text !== '' && (line.isSplit || !meant.includes(text)))
    wrong.push(`reads ${JSON.stringify(text)}`);
  for (const [name, value] of Object.entries(line.options)) wrong.push(...optionIn(said, name, value));
  const one = line.recipients.length === 1 && line.slips === 0;
  if (said.isSent && !one) wrong.push('sent to several without a preview');
  return wrong;
}

const isTwice = ({ written }: Line, to: string): boolean =>
  written.filter((one) => core(digitsOf(one)) === core(to)).length > 1;

const isShown = ({ card }: Said, typed: string): boolean =>
  /^Not .* and \d+ more$/m.test(card?.text ?? '') ||
  digitsOf(card?.text.slice(card.text.search(/^Not (?:sent to|asked)/m)) ?? '').includes(
    core(digitsOf(typed)),
  );

/** Numbers that were typed as recipients and stand in what is read, though not in the text that was typed. */
function leaked({ written, text }: Line, read: string): string[] {
  const typed = digitsOf(text);
  return written
    .map((one) => core(digitsOf(one)))
    .filter((digits) => digits.length >= 7 && digitsOf(read).includes(digits) && !typed.includes(digits))
    .map((digits) => `the recipient ${digits} stands in the text`);
}

function optionIn(said: Said, name: string, value: string): string[] {
  const { arrived, card } = said;
  const [first] = arrived;
  const phone = first?.phone as Record<string, unknown> | null | undefined;
  const has = () => {
    if (name === 'comment') return card?.text.includes(value) === true;
    if (name === 'alphabet') return first?.alphabet === value;
    // It is the SMS's, by which a chain ends.
    if (name === 'flash') return first?.channel !== 'sms' || phone?.flash === true;
    if (name === 'kind')
      return said.isAd === (value === 'ad') && card?.text.includes(' · advertising · ') === said.isAd;
    if (name === 'via')
      return first?.channel === value.split(',')[0] && /^(?:↪️ )?If Viber certainly/m.test(card?.text ?? '');
    if (name === 'at') return isSetFor(said, value);
    // No hours are quiet here: it is an option and no text, and changes nothing.
    if (name === 'now') return true;
    return String(name === 'from' ? first?.from : phone?.[name]) === value;
  };
  return has() ? [] : [`${name}=${value} did not arrive`];
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Moscow', timeStyle: 'short' });
const MINUTE_MS = 60_000;

/** Whether it goes at that time of the clock or after so many hours, and the card says so. */
function isSetFor({ sendAt, isSent, card }: Said, value: string): boolean {
  if (sendAt === null || isSent) return false;
  const [, hours] = /^\+(\d+)h$/.exec(value) ?? [];
  const clock = CLOCK.format(sendAt);
  const late = sendAt - Date.now() - Number(hours) * 60 * MINUTE_MS;
  const isThen = hours === undefined ? clock === value : Math.abs(late) < 2 * MINUTE_MS;
  return isThen && card?.text.includes('⏰') === true && card.text.includes(clock);
}

/** Each line that is offered is a line in its turn, and together they leave nothing out. */
async function offered(bot: BotPath, line: Line, said: Said): Promise<string[]> {
  const wrong: string[] = [];
  const whole: boolean[] = [];
  const meant: boolean[] = [];
  for (const offer of said.offers) {
    if (PLACEHOLDER.test(offer) && !PLACEHOLDER.test(line.typed)) {
      const again = await bot.say(offer, line.wire, consentedIn(line));
      if (again.arrived.length > 0) wrong.push(`${offer}: a placeholder was taken`);
      continue;
    }
    const about = await taken(bot, offer, line, said.problem);
    wrong.push(...about.wrong.map((finding) => `${offer}: ${finding}`));
    whole.push(about.isWhole);
    meant.push(about.isMeant);
  }
  // Words before the recipient, and others before a number in the text, are the rows of a table as well.
  const isLikeTable = line.around.length > 0 && NUMBER.test(line.text);
  // A long line is offered only as far as the card has room for it.
  const isShort = line.typed.length < 600;
  const isRead =
    isShort &&
    line.slips === 0 &&
    !DROPPING.has(said.problem ?? '') &&
    said.problem !== null &&
    (said.problem !== 'several-commands' || said.offers.length > 0) &&
    !EXTENSION.test(line.text) &&
    (line.around.length === 0 || line.isSplit) &&
    !isLikeTable &&
    (line.written.length === 1 || (/^\p{L}/u.test(line.text) && !NUMBER.test(line.text)));
  const isWhole = whole.some(Boolean) || !isShort || isLikeTable || isRefused(said);
  if (meant.length > 0 && !isWhole) wrong.push(`no line has all of the text: ${said.offers.join(' | ')}`);
  if (meant.length > 0 && isRead && !meant.some(Boolean))
    wrong.push(`no line is what was meant: ${said.offers.join(' | ')}`);
  if (meant.length === 0 && isRead) wrong.push(`nothing to copy: ${said.problem} ${said.offers.join(' | ')}`);
  return wrong;
}

/** It was read, and cannot be done: its card says why. */
const isRefused = ({ problem }: { readonly problem: string | null }): boolean =>
  problem === 'refused' || problem === 'no-moment' || problem === 'no-consent';

interface Taken {
  readonly wrong: string[];
  /** Nothing that was typed as text is missing. */
  readonly isWhole: boolean;
  /** It goes to those it was meant for, with the text that was meant. */
  readonly isMeant: boolean;
}

async function taken(bot: BotPath, offer: string, line: Line, problem: string | null): Promise<Taken> {
  const said = await bot.say(offer, line.wire, consentedIn(line));
  const recipients = recipientsOf(said);
  const text = textOf(said);
  const wrong: string[] = [];
  if (isRefused(said)) return { wrong, isWhole: true, isMeant: true };
  // What only looked like an order is offered as it was typed, where nothing better is known: its card says more.
  if (recipients.length === 0 && problem === 'looks-like') return { wrong, isWhole: true, isMeant: true };
  if (said.card?.kind === 'question') return { wrong, isWhole: true, isMeant: true };
  if (recipients.length === 0)
    return { wrong: [`is not taken: ${said.problem}`], isWhole: true, isMeant: true };
  // Not every number that is offered is one whose subscriber is reached.
  if (said.arrived.some(({ phone, channel }) => !phone && !isLookup(channel)))
    return { wrong: [], isWhole: true, isMeant: true };
  wrong.push(...claims(said));
  const head = offer.endsWith(text) ? offer.slice(0, offer.length - text.length) : null;
  if (asArrived(offer).endsWith(text) === false) wrong.push(`reads ${JSON.stringify(text)}`);
  for (const to of recipients) {
    if (head !== null && text !== '' && !head.includes(to))
      wrong.push(`goes to ${to}, which it does not name`);
    if (!isTyped(to, line.typed)) wrong.push(`goes to ${to}, which nobody typed`);
  }
  const figures = [...figuresOf(text), ...recipients, ...Object.values(line.options)].join(' ');
  const isWhole =
    isWithin(lettersOf(line.text.replace(LABELS, '')), lettersOf(text)) &&
    figuresOf(line.text).every((figure) => figures.includes(core(figure)));
  const isSame = same(recipients, line.recipients);
  const meant = [line.text, line.dash.trimStart() + line.text].map(asArrived);
  const isSaid = line.isSplit
    ? isWhole
    : line.around.length > 0
      ? text.endsWith(asArrived(line.text))
      : meant.includes(text);
  const isMeant =
    isSame &&
    isSaid &&
    Object.entries(line.options).every(([name, value]) => optionIn(said, name, value).length === 0);
  return { wrong, isWhole: isWhole, isMeant };
}

/**
 * Whether the digits of a number stand in the line in one run, however they are grouped, with what people put for 0:
 * behind a calling code perhaps with the 0 of their country, which is not dialled from abroad.
 */
function isTyped(to: string, typed: string): boolean {
  if (!/^\d+$/.test(to)) return typed.includes(to);
  const digits = digitsOf(typed.replace(/[OoОо]/g, '0'));
  return (
    digits.includes(core(to)) ||
    [1, 2, 3].some((code) => digits.includes(`${to.slice(0, code)}0${to.slice(code)}`))
  );
}
