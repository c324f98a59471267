import type { FormattedString } from '@grammyjs/parse-mode';
import { ALPHABETS } from '../../../messages/alphabet.ts';
import { type Message, messagesOfCard } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { contentOf } from '../../../store/orders/documents.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { recentPrices } from '../../../store/provider/recent-price.ts';
import type { Locale } from '../../locale.ts';
import { shorten, type ViewContext } from '../../show/view.ts';
import { leavingMs } from '../progress.ts';
import type { SentTable } from '../sent-table.ts';
import type { Sight } from '../sight.ts';
import { beforeLines, columnLine, foreignLines, signLines, twinLines, unsentLines } from '../table-words.ts';
import { characterNames } from '../words.ts';
import { costLine, unknownShare } from './estimate.ts';

/** Messages that are shown as they will read, and how much of each (UTF-16 units). */
const FIRST = 3;
const TEXT_LENGTH = 400;
/** So few lengths are told each by itself. */
const FEW_LENGTHS = 3;
/** So few characters that the alphabet hangs on are slips; of more it is the language. */
const FEW_CHARACTERS = 3;

/**
 * What the messages of a card have in common, as one of them: where each has a text of its own, the one that was typed,
 * with its placeholders, and nothing of parts.
 */
export async function inCommon(context: ViewContext, card: Card, first: Message): Promise<Message> {
  if (!first.isWorded) return first;
  const order = await orderOfCard(context.db, card.id);
  const request = order ? { ...contentOf(order), to: first.recipient } : first.request;
  return { ...first, request: request as Message['request'], agreed: withoutParts(first) };
}

const withoutParts = ({ agreed }: Message): Message['agreed'] => ({ ...agreed, alphabet: null, parts: null });

/** The same, where the table says it. */
export const besideTable = (message: Message): Message => ({ ...message, agreed: withoutParts(message) });

const entries = (counts: Readonly<Record<string, number>>): [parts: number, n: number][] =>
  Object.entries(counts).map(([parts, n]) => [Number(parts), n]);

const partsOf = ({ preview }: SentTable): number =>
  entries(preview.parts).reduce((sum, [parts, n]) => sum + parts * n, 0);

/** "1 part of 1,190, 2 parts of 14, 1,218 in all" */
function partsWords({ t }: Locale, table: SentTable): string {
  const lengths = entries(table.preview.parts).sort(([one], [other]) => one - other);
  const [[least, count] = [1, 0], ...more] = lengths;
  if (more.length === 0) return t('parts-alone', { n: least });
  const total = t('table-parts-total', { n: partsOf(table) });
  if (lengths.length > FEW_LENGTHS) {
    return t('table-parts-between', { least, most: more.at(-1)?.[0] ?? least, total });
  }
  const each = [[least, count] as const, ...more].map(([n, of]) =>
    t('table-some', { what: t('parts-alone', { n }), n: of }),
  );
  return `${each.join(', ')}, ${total}`;
}

/** "GSM-7 in 1,190, UCS-2 in 14 because of “—”" */
function alphabetWords(locale: Locale, { preview: { alphabets, wide } }: SentTable): string {
  const { t } = locale;
  const used = ALPHABETS.filter((alphabet) => alphabets[alphabet]);
  const isSlip = wide.length <= FEW_CHARACTERS;
  const characters = isSlip ? characterNames(locale, wide) : t('cyrillic');
  const isNamed = isSlip || (used.length > 1 && wide.some((one) => /\p{Script=Cyrillic}/u.test(one)));
  return used
    .map((alphabet) => {
      const what = t(`alphabet-${alphabet}`);
      const words = used.length === 1 ? what : t('table-some', { what, n: alphabets[alphabet] ?? 0 });
      return alphabet === 'ucs2' && isNamed && wide.length > 0
        ? t('table-wide', { words, characters })
        : words;
    })
    .join(', ');
}

/** The first messages of a card as they will read, a line each. */
export async function firstTexts({ db, locale }: ViewContext, card: Card): Promise<string[]> {
  const first = await messagesOfCard(db, card.id, FIRST);
  return first.map(({ request }) =>
    locale.t('quoted', { words: shorten('text' in request ? request.text : '', TEXT_LENGTH) }),
  );
}

/** How long it takes to send so many parts of a campaign, at what its accounts may send. */
export function durationLine({ locale, settings }: ViewContext, parts: number): string {
  return locale.t('table-duration', { duration: locale.duration(leavingMs(settings, parts)) });
}

/** What a person should know of a table before pressing Send. */
export async function tableLines(
  context: ViewContext,
  card: Card,
  table: SentTable,
  { texts }: Sight,
): Promise<(FormattedString | string)[]> {
  const { db, locale, now } = context;
  const read = table.places.length > 0 && texts ? await firstTexts(context, card) : [];
  const parts = partsOf(table);
  const prices = await recentPrices(db, table.source.content.channel);
  const { operators } = table.preview;
  const shares = Object.keys(operators).length > 0 ? Object.entries(operators) : unknownShare(1, parts);
  return [
    ...beforeLines(locale, table, { of: 'send', now }),
    columnLine(locale, table),
    ...twinLines(locale, table),
    ...foreignLines(locale, table),
    ...signLines(locale, table),
    ...read,
    [partsWords(locale, table), alphabetWords(locale, table)].join(' · '),
    ...(prices === null ? [] : [costLine(context, shares, prices)]),
    durationLine(context, parts),
    ...unsentLines(locale, table, 'send'),
  ];
}
