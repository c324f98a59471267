import { FormattedString } from '@grammyjs/parse-mode';
import { type BindReport, isAsked, type ReportedBind, reportedBinds } from '../../../store/attempts/binds.ts';
import { outboxDepth } from '../../../store/attempts/ready-messages.ts';
import { abandonedMessages } from '../../../store/attempts/stranded.ts';
import { knownBalance } from '../../../store/provider/balance.ts';
import { awaitingStatus, lastReceiptAt, unmatchedReceipts } from '../../../store/receipts/awaiting.ts';
import { VERSION } from '../../../version.ts';
import type { Locale } from '../../locale.ts';
import { balanceLines } from '../../money/balance.ts';
import { polledLines } from '../../polled.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { linkWords } from '../../watch/link-words.ts';
import { buttonsIn } from '../button.ts';

/** Each bind reports every 15 s; one that has been silent for so long (ms) has nobody who holds it. */
const SILENT_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;
/** Characters of an error that the network or the provider worded. */
const ERROR_LENGTH = 300;
/** UTF-16 units for all binds; who does not fit is counted, and who is down comes first then. */
const BINDS_LENGTH = 3000;

/** Logins that are gone, at most, that have buttons. */
const BUTTONS_FOR = 5;

const isUp = ({ report, reportedAt }: ReportedBind, now: number): boolean =>
  report.status === 'bound' && now - reportedAt < SILENT_MS;

/** Where a bind stands, how long already, and what passes through it. */
function bindLines({ locale, now }: ViewContext, bind: ReportedBind): (FormattedString | string)[] {
  const { id, report, reportedAt } = bind;
  const since = { time: locale.time(report.since, now), duration: locale.duration(now - report.since) };
  const silent = now - reportedAt >= SILENT_MS;
  const status = silent
    ? locale.t('health-silent', { duration: locale.duration(now - reportedAt) })
    : locale.t(`health-${report.status}`, since);
  const lines: (FormattedString | string)[] = [
    FormattedString.join([
      '\n',
      FormattedString.bold(id),
      ` · ${report.host} · ${locale.t(`bind-${report.mode}`)}`,
    ]),
    status,
  ];
  if (isUp(bind, now)) {
    lines.push(
      locale.t('health-traffic', {
        inFlight: String(report.inFlight),
        window: String(report.window),
        submits: report.submitsPerMinute,
        receipts: report.receiptsPerMinute,
      }),
    );
  } else if (!silent && report.retryAt !== null && report.retryAt > now) {
    lines.push(locale.t('health-retry', { duration: locale.duration(report.retryAt - now) }));
  }
  if (report.lastError) {
    const time = locale.time(report.lastErrorAt ?? report.since, now);
    lines.push(
      locale.t('health-last-error', {
        time,
        error: linkWords(locale, report.lastError).slice(0, ERROR_LENGTH),
      }),
    );
  }
  return lines;
}

/** The binds as far as they fit; where all do, in their own order. */
function allBindLines(context: ViewContext, binds: readonly ReportedBind[]): (FormattedString | string)[] {
  const described = binds.map((bind) => ({
    up: isUp(bind, context.now),
    text: FormattedString.join(bindLines(context, bind), '\n'),
  }));
  const fits = (count: number, texts: typeof described) =>
    texts.slice(0, count).reduce((sum, { text }) => sum + text.rawText.length + 1, 0) <= BINDS_LENGTH;
  if (fits(binds.length, described)) return described.map(({ text }) => text);
  const worstFirst = described.toSorted((a, b) => Number(a.up) - Number(b.up));
  let count = worstFirst.length;
  while (count > 0 && !fits(count, worstFirst)) count--;
  const more = context.locale.t('and-more', { n: binds.length - count });
  return [...worstFirst.slice(0, count).map(({ text }) => text), `\n${more}`];
}

function rateLine({ t }: Locale, { rate: exactly, rateSetting }: BindReport): string {
  const rate = Math.round(exactly);
  return rateSetting !== undefined && rate < rateSetting
    ? t('health-rate-reduced', { rate: String(rate), setting: String(rateSetting) })
    : t('health-rate', { rate: String(rate) });
}

/** What waits: in the queue, at the SMSC for an answer, at the operators for a receipt. */
async function queueLines({ db, locale, now, settings }: ViewContext, binds: readonly ReportedBind[]) {
  const { queued, open } = await outboxDepth(db, settings.accounts);
  const { count, oldestAt } = await awaitingStatus(db, settings.accounts);
  const receiptAt = await lastReceiptAt(db, settings.accounts, isAsked(binds));
  const up = binds.find((bind) => isUp(bind, now))?.report;
  const lines = [`\n${locale.t('health-queue', { queued, open })}`];
  if (up) lines.push(rateLine(locale, up));
  lines.push(
    receiptAt !== null
      ? locale.t('health-last-receipt', {
          time: locale.time(receiptAt, now),
          duration: locale.duration(now - receiptAt),
        })
      : locale.t('health-no-receipt'),
  );
  if (oldestAt !== null) {
    lines.push(locale.t('health-awaiting', { n: count, duration: locale.duration(now - oldestAt) }));
  }
  const unmatched = await unmatchedReceipts(db, settings.accounts, now - DAY_MS);
  if (unmatched > 0) lines.push(locale.t('health-unmatched', { n: String(unmatched) }));
  return lines;
}

/** The links to the provider and what waits for them; Telegram is up, or nobody could read this. */
export async function healthView(context: ViewContext): Promise<View> {
  const { db, locale, now, settings } = context;
  const binds = await reportedBinds(db);
  const gone = await abandonedMessages(db, settings.accounts, now);
  const button = buttonsIn(locale);
  const up = binds.filter((bind) => isUp(bind, now)).length;
  const head = up === 0 ? 'health-down' : up < binds.length ? 'health-partly' : 'health-up';
  const lines = [
    FormattedString.bold(locale.t(head, { up, all: binds.length })),
    ...(binds.length === 0 ? [locale.t('health-no-binds')] : []),
    ...allBindLines(context, binds),
    ...(await queueLines(context, binds)),
    ...gone.map(({ account, count: n }) => locale.t('health-gone', { account, n })),
    ...(settings.asksProvider ? balanceLines(context, await knownBalance(db)) : []),
    ...(settings.asksProvider ? await polledLines(context) : []),
    locale.t('health-telegram'),
    locale.t('health-version', { version: VERSION }),
    locale.t('health-as-of', { time: locale.time(now, now) }),
  ];
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: [
      ...gone
        .slice(0, BUTTONS_FOR)
        .map(({ account }) => [
          button(['move', account], 'move-gone', { account }),
          button(['cancel', account], 'cancel-gone', { account }),
        ]),
      [button('refresh')],
    ],
    atRest: true,
  };
}
