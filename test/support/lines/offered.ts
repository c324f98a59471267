import { WIRE } from '../outbox.ts';
import type { BotPath, Said } from './bot-path.ts';
import type { SimulatedWire } from './phones.ts';

const ON: SimulatedWire = { ...WIRE, defaultAlphabet: 'gsm' };
/** A place that only a person can fill in. */
const MARK = '…';
/** Cards that offer lines in place of the one that was typed; of others lines are examples. */
const OFFERING = ['problem', 'time-meant'];
/** They join what is said, or name a place that the line has in another way: nothing is missing without them. */
const JOINS =
  /^(?:и|and|в|во|на|за|at|to|text|from|от|доб|тел|add|ad|on|every|минут|руб|вид|реклама|tel|mailto|frm|summ|chanel|8)$/iu;
/** It was read, and cannot be done: its card says why. */
const DONE_NOTHING = ['refused', 'no-consent'];

const piecesOf = (line: string): string[] => line.toLowerCase().match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
const digitsOf = (line: string): string => line.replace(/\D/g, '');

/** Whether a piece of what was typed stands in words: a number's figures however it is grouped, and of whatever country. */
const stands = (piece: string, words: string): boolean =>
  /^\d/.test(piece)
    ? digitsOf(words).includes(piece.replace(/^(?:00|8)(?=\d{6})/, ''))
    : piecesOf(words).includes(piece);

/** What the card says beside the lines to copy and how it understood the typed one. */
function said({ card, copied }: Said): string {
  const words = copied.reduce((text, line) => text.replace(line, ''), card?.text ?? '');
  return words.replace(/^I read it as: .*$/ms, '').concat(words.match(/↳.*$/gm)?.join(' ') ?? '');
}

/** What is wrong with the lines that are offered for one. */
export async function problemsOf(bot: BotPath, typed: string): Promise<string[]> {
  const first = await bot.say(typed, ON, []);
  if (!OFFERING.includes(first.card?.kind ?? '')) return [];
  const wrong: string[] = [];
  // A watch is read in other words than those that were typed, and says how it was.
  const read = typed.startsWith('/watch') ? /^I read it as: (.*)$/m.exec(first.card?.text ?? '')?.[1] : typed;
  const words = piecesOf((read ?? typed).replace(/^\/\S+/, '')).filter((piece) => !JOINS.test(piece));
  for (const line of first.offers) {
    if (line === typed) wrong.push(`${line} is what was typed: ${first.card?.text}`);
    const missing = words.filter((piece) => !stands(piece, line) && !stands(piece, said(first)));
    if (missing.length > 0)
      wrong.push(`${line} lacks ${missing.join(' ')}, and the card does not say so: ${first.card?.text}`);
    if (line.includes(MARK)) continue;
    const again = await bot.say(line, ON, []);
    // Of what is refused for good nothing better can be offered.
    if (again.card?.kind !== 'problem' || again.offers.length === 0) continue;
    if (DONE_NOTHING.includes(again.problem ?? '')) continue;
    wrong.push(`${line} is not read: ${again.card.text}`);
  }
  return wrong;
}
