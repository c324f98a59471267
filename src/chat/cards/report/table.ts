import type { Cell } from '../../../files/xlsx/writing.ts';
import { standsFor } from '../../../messages/chain.ts';
import { withoutCode } from '../../../messages/codes.ts';
import { formatMoney } from '../../../messages/money.ts';
import type { Lookup } from '../../../messages/receipt.ts';
import { type Channel, isLookup } from '../../../messages/request.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { lookupOf } from '../../../store/orders/documents.ts';
import type { StoppedWhy } from '../../../store/stop-list/stopped-messages.ts';
import type { ReadingsTable } from '../../../store/tables/hour-schema.ts';
import type { Settings } from '../../context.ts';
import type { Locale } from '../../locale.ts';
import { type Changed, changeWords } from '../lookup/changes.ts';
import { findingOf } from '../lookup/finding.ts';
import { tryWords } from '../send/chain.ts';
import { fateWords } from '../send/fate.ts';
import type { Format } from './format.ts';

/** What an HLR look-up's report has beside the result, by the words of the header. */
const NETWORK_COLUMNS: readonly (readonly [header: string, field: keyof Lookup])[] = [
  ['report-country', 'country'],
  ['report-operator', 'network'],
  ['report-mcc', 'mcc'],
  ['report-mnc', 'mnc'],
  ['report-roaming-country', 'roamingCountry'],
  ['report-roaming-operator', 'roamingNetwork'],
  ['report-imsi', 'imsi'],
  ['report-msc', 'msc'],
];

type TableSettings = Pick<Settings, 'timeZone' | 'currency' | 'wire'>;

/** What is told of a message beside itself. */
export interface RowTold {
  /** The provider's ids of it. */
  readonly ids: readonly string[];
  /** What is known of its reader, or of that of what it went on as, by message. */
  readonly readings?: ReadonlyMap<number, ReadingsTable>;
  /** What a look-up found otherwise than the last one. */
  readonly changed?: Changed | undefined;
  /** What it went on as, by further channels, in their order. */
  readonly tries?: readonly Message[] | undefined;
  /** Why it was not sent, where nobody may write so to its number. */
  readonly stopped?: StoppedWhy | undefined;
  /** It was found for another card, and cost nothing here. */
  readonly isCached?: boolean;
}

/** Messages of one channel as rows of a table. */
export interface ReportTable {
  readonly header: readonly string[];
  row(message: Message, told: RowTold): Cell[];
  /** What a file of what was asked for at that time is called. */
  name(askedAt: number, format: Format): string;
  /** What the sheet of a workbook is called. */
  readonly sheet: string;
}

export function reportTable(
  locale: Locale,
  settings: TableSettings,
  { channel, chain }: Pick<Message, 'channel' | 'chain'>,
  withTexts: boolean,
): ReportTable {
  return isLookup(channel)
    ? lookupTable(locale, settings, channel)
    : sendTable(locale, settings, channel, { withTexts, isChain: chain !== null });
}

/** Times and prices in cells, and the name of the file. */
const cellsIn = (timeZone: string, channel: Channel) => {
  const clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return {
    time: (at: number | null) => (at === null ? '' : clock.format(at)),
    money: (cost: number | null): Cell => (cost === null ? '' : { amount: formatMoney(cost) }),
    code: (error: number | null) => (error === null ? '' : String(error)),
    name: (askedAt: number, format: Format) =>
      `${channel}-${clock.format(askedAt).slice(0, 'YYYY-MM-DD'.length)}.${format}`,
    sheet: channel,
  };
};

/** Words for how messages of one channel ended, found once for all that ended alike: of many, these are nearly all. */
function wordsOnce(find: (message: Message) => string): (message: Message) => string {
  const known = new Map<string, string>();
  return (message) => {
    const key = [message.state, message.error, message.command_status].join();
    const words = known.get(key) ?? find(message);
    known.set(key, words);
    return words;
  };
}

/** What was sent to whom, and what became of it. */
function sendTable(
  locale: Locale,
  { timeZone, currency, wire }: TableSettings,
  channel: Channel,
  { withTexts, isChain }: { readonly withTexts: boolean; readonly isChain: boolean },
): ReportTable {
  const cells = cellsIn(timeZone, channel);
  const fateOf = wordsOnce((message) => fateWords(locale, message, wire));
  const header = [
    channel === 'email' ? 'report-address' : 'report-number',
    ...(withTexts ? ['report-text'] : []),
    ...(isChain ? ['report-channels'] : []),
    'report-status',
    'report-error',
    'report-time',
  ].map((id) => locale.t(id));
  return {
    header: [
      ...header,
      locale.t('report-cost', { currency }),
      ...['report-id', 'report-read', 'report-clicked'].map((id) => locale.t(id)),
    ],
    row(message, { ids, tries = [], readings, stopped }) {
      const all = [message, ...tries];
      const { recipient } = message;
      const stands = standsFor(all, ({ state }) => state) ?? message;
      const reading = readings?.get(stands.id);
      const costs = all.flatMap(({ cost }) => cost ?? []);
      const channels = all.map((one) => tryWords(locale, one, wire)).join(' → ');
      // A file is kept where nobody wipes codes.
      const request = withoutCode(message.request);
      const text = 'text' in request ? request.text : 'code' in request ? request.code : '';
      const words = message.forgotten_at === null ? text : locale.t('text-forgotten');
      const fate = stopped ? locale.t(`fate-stopped-${stopped}`) : fateOf(stands);
      return [
        recipient,
        ...(withTexts ? [words] : []),
        ...(isChain ? [channels] : []),
        fate,
        cells.code(stands.error),
        cells.time(stands.ended_at),
        cells.money(costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0)),
        ids.join(' '),
        cells.time(reading?.read_at ?? null),
        cells.time(reading?.clicked_at ?? null),
      ];
    },
    name: cells.name,
    sheet: cells.sheet,
  };
}

/** What was found out about each number. */
function lookupTable(
  locale: Locale,
  { timeZone, currency }: TableSettings,
  channel: 'hlr' | 'ping',
): ReportTable {
  const cells = cellsIn(timeZone, channel);
  const foundOf = wordsOnce((message) => findingOf(locale, message).words);
  const hasChanges = channel === 'hlr';
  const networks = hasChanges ? NETWORK_COLUMNS : [];
  const header = [
    'report-number',
    'report-result',
    'report-error',
    ...networks.map(([name]) => name),
    ...(hasChanges ? ['report-changes'] : []),
    'report-id',
    'report-time',
  ].map((id) => locale.t(id));
  return {
    header: [...header, locale.t('report-cost', { currency })],
    row(message, { ids, changed, isCached = false }) {
      const lookup = lookupOf(message);
      const { cost, error, ended_at } = message;
      return [
        message.recipient,
        isCached ? locale.t('report-cached', { words: foundOf(message) }) : foundOf(message),
        cells.code(error),
        ...networks.map(([, field]) => lookup?.[field] ?? ''),
        ...(hasChanges ? [changed ? changeWords(locale, changed).join(', ') : ''] : []),
        ids.join(' '),
        cells.time(ended_at),
        cells.money(isCached ? null : cost),
      ];
    },
    name: cells.name,
    sheet: cells.sheet,
  };
}
