import { formatMoney } from '../../../messages/money.ts';
import type { Lookup } from '../../../messages/receipt.ts';
import { type Card, findCard } from '../../../store/cards.ts';
import { lookupOf } from '../../../store/documents.ts';
import { providerIdsOfCard } from '../../../store/history.ts';
import { type Message, messagesOfCard } from '../../../store/outbox.ts';
import { csvDecimal, toCsv } from '../../csv.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { findingOf } from '../lookup/finding.ts';
import type { ReportBody } from './body.ts';

/** One line of a command names far fewer: Telegram's text has 4,096 characters. */
const ROWS = 10_000;

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

/** A card's look-ups as a file. */
export async function reportView(context: ViewContext, _card: Card, { of }: ReportBody): Promise<View> {
  const { db, locale, settings } = context;
  const asked = await findCard(db, of);
  const messages = await messagesOfCard(db, of, ROWS);
  const [first] = messages;
  if (!asked || !first) throw new Error(`card ${of} has no messages to report`);
  const ids = await providerIdsOfCard(db, of);
  const clock = new Intl.DateTimeFormat('sv', {
    timeZone: settings.timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const networks = first.channel === 'hlr' ? NETWORK_COLUMNS : [];

  const row = (message: Message): string[] => {
    const lookup = lookupOf(message);
    const { cost, error, ended_at } = message;
    return [
      message.recipient,
      findingOf(locale, message).words,
      error === null ? '' : String(error),
      ...networks.map(([, field]) => lookup?.[field] ?? ''),
      (ids.get(message.id) ?? []).join(' '),
      ended_at === null ? '' : clock.format(ended_at),
      cost === null ? '' : csvDecimal(formatMoney(cost), locale),
    ];
  };
  const header = [
    'report-number',
    'report-result',
    'report-error',
    ...networks.map(([name]) => name),
    'report-id',
    'report-time',
  ].map((id) => locale.t(id));
  header.push(locale.t('report-cost', { currency: settings.currency }));
  const day = clock.format(asked.created_at).slice(0, 'YYYY-MM-DD'.length);
  return {
    as: 'file',
    text: `${locale.t(`channel-${first.channel}`)} · ${locale.t('lookup-numbers', { n: messages.length })}`,
    buttons: [],
    atRest: true,
    file: {
      name: `${first.channel}-${day}.csv`,
      content: Buffer.from(toCsv([header, ...messages.map(row)], locale)),
    },
  };
}
