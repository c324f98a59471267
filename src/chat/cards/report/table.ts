import { formatMoney } from '../../../messages/money.ts';
import type { Lookup } from '../../../messages/receipt.ts';
import type { Channel } from '../../../messages/request.ts';
import { lookupOf } from '../../../store/documents.ts';
import type { Message } from '../../../store/outbox.ts';
import type { ChatSettings } from '../../context.ts';
import { csvDecimal } from '../../csv.ts';
import type { Locale } from '../../locale.ts';
import { findingOf } from '../lookup/finding.ts';

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

/** Look-ups of one kind as rows of a table. */
export interface ReportTable {
  readonly header: readonly string[];
  /** @param ids the provider's ids of this message */
  row(message: Message, ids: readonly string[]): string[];
  /** What a file of look-ups asked for at that time is called. */
  name(askedAt: number): string;
}

export function reportTable(
  locale: Locale,
  { timeZone, currency }: Pick<ChatSettings, 'timeZone' | 'currency'>,
  channel: Channel,
): ReportTable {
  const clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const networks = channel === 'hlr' ? NETWORK_COLUMNS : [];
  const header = [
    'report-number',
    'report-result',
    'report-error',
    ...networks.map(([name]) => name),
    'report-id',
    'report-time',
  ].map((id) => locale.t(id));
  return {
    header: [...header, locale.t('report-cost', { currency })],
    row(message, ids) {
      const lookup = lookupOf(message);
      const { cost, error, ended_at } = message;
      return [
        message.recipient,
        findingOf(locale, message).words,
        error === null ? '' : String(error),
        ...networks.map(([, field]) => lookup?.[field] ?? ''),
        ids.join(' '),
        ended_at === null ? '' : clock.format(ended_at),
        cost === null ? '' : csvDecimal(formatMoney(cost), locale),
      ];
    },
    name: (askedAt) => `${channel}-${clock.format(askedAt).slice(0, 'YYYY-MM-DD'.length)}.csv`,
  };
}
