import { FormattedString } from '@grammyjs/parse-mode';
import { veilAddress } from '../../../messages/recipient.ts';
import { isFinal } from '../../../messages/status.ts';
import type { WaitingReason } from '../../../messages/waiting.ts';
import { type Message, messagesOfCard } from '../../../store/attempts/outbox.ts';
import { maySendAgain } from '../../../store/campaigns/campaign-decisions.ts';
import { tallyOfCard } from '../../../store/campaigns/tallies.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { isBeingDecided } from '../../../store/orders/deciding.ts';
import { lookupOf } from '../../../store/orders/documents.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { cachedOfCard } from '../../../store/provider/cached-lookups.ts';
import { recentPrice } from '../../../store/provider/recent-price.ts';
import { orderNumberOf } from '../../../store/tables/message-id.ts';
import { moneyIn } from '../../money/money.ts';
import { type Button, shorten, type View, type ViewContext } from '../../show/view.ts';
import { badRecipientWords } from '../bad-recipients.ts';
import { buttonsIn } from '../button.ts';
import { endedAtOf } from '../ended-at.ts';
import { firstNumbers, NAME_LIMIT, recipientName, typedTwice } from '../first-numbers.ts';
import { haltingButtons, isHalted, pausedLines } from '../halting.ts';
import { lackLines } from '../lacks.ts';
import { preparingView } from '../preparing.ts';
import { presserLines } from '../presser.ts';
import { byFrequency, count, countedBy, leavingMs, progressBar } from '../progress.ts';
import { type Sight, seenAddress, sightOf } from '../sight.ts';
import { beforeLines, columnLine, tableButtons, tableName, unsentLines } from '../table-words.ts';
import { listed } from '../words.ts';
import type { LookupBody } from './body.ts';
import { askedIn, cachedManyLines } from './cached.ts';
import { type Changed, changedLines, changedOf, changeLines } from './changes.ts';
import { findingOf, type Outcome, operatorOf, roamingOf } from './finding.ts';
import { summaryLines } from './summary.ts';

/** So few are spelled out, two lines each. */
const SPELLED_OUT = 6;
/** More numbers than this are counted, and listed in a file. */
const TABLE_ROWS = 20;
/** Different findings that are counted a line each. */
const COUNTED = 12;
/** Characters of a table's operator: beside a number it still fits a phone's width. */
const OPERATOR_WIDTH = 16;

/** What was found not long ago was reached. */
const FOUND: Outcome = { channel: 'hlr', state: 'delivered', error: 0, command_status: null };

/** What is no number. */
function badLines({ locale }: ViewContext, { bad }: LookupBody): string[] {
  if (bad.length === 0) return [];
  const list = bad.map((one) => `${shorten(one.typed, NAME_LIMIT)} (${badRecipientWords(locale, one)})`);
  return [locale.t('lookup-bad', { n: bad.length, list: listed(locale, list) })];
}

/** What the person should know before anything is asked and paid. */
async function previewLines(
  context: ViewContext,
  first: Message,
  {
    waiting,
    reason,
    body,
    sight,
  }: {
    readonly waiting: number;
    readonly reason: WaitingReason | null;
    readonly body: LookupBody;
    readonly sight: Sight;
  },
) {
  const { locale, settings, db, now } = context;
  const { table } = body;
  const lines = [
    ...lackLines(locale, 'lookup', body.lacks),
    ...(table
      ? [
          ...beforeLines(locale, table, { of: 'lookup', now }),
          columnLine(locale, table),
          ...unsentLines(locale, table, 'lookup'),
        ]
      : []),
  ];
  if (body.duplicates.length > 0) {
    const list = typedTwice(locale, sight, body.duplicates);
    lines.push(locale.t('lookup-duplicates', { n: body.duplicates.length, list }));
  }
  lines.push(...badLines(context, body));
  const price = await recentPrice(db, first.channel);
  if (price !== null) {
    const estimate = moneyIn(locale, settings, price * waiting);
    lines.push(locale.t('preview-cost', { estimate }));
  } else if (waiting > TABLE_ROWS) lines.push(locale.t('lookup-no-price'));
  if (waiting > TABLE_ROWS) {
    lines.push(locale.t('lookup-duration', { duration: locale.duration(leavingMs(settings, waiting)) }));
  }
  const asks =
    reason === 'stale'
      ? locale.t('lookup-stale', { age: locale.duration(now - first.fresh_at) })
      : locale.t('lookup-confirmation');
  return [...lines, `✋ ${asks}`];
}

/** A number and what was found; below it the country, where it roams, and the operator, whose name may be long. */
function spelledOut(
  { locale }: ViewContext,
  message: Message,
  { sight, changed }: { readonly sight: Sight; readonly changed: Changed | undefined },
): string {
  const { sign, words } = findingOf(locale, message);
  const head = `${sign} ${seenAddress(sight, message.recipient)} ${words}`;
  const lookup = message.state === 'delivered' ? lookupOf(message) : null;
  if (!lookup) return head;
  const roaming = roamingOf(lookup);
  const places = [lookup.country, roaming && `✈ ${roaming}`, operatorOf(lookup)].filter(Boolean);
  const changes = changed ? changeLines(locale, changed) : [];
  return [head, ...(places.length > 0 ? [places.join(' · ')] : []), ...changes].join('\n     ');
}

/** A number, a sign, and its operator or what went wrong; the sign first, since emoji have no fixed width. */
function tableRow(
  { locale }: ViewContext,
  message: Message,
  { number, width }: { number: string; width: number },
): string {
  const { sign, brief } = findingOf(locale, message);
  const lookup = lookupOf(message);
  const cells = [`${sign} ${number.padEnd(width)}`];
  if (message.state === 'delivered' && lookup) {
    const roaming = lookup.roamingNetwork ?? lookup.roamingCountry;
    cells.push(shorten(lookup.network ?? '—', OPERATOR_WIDTH - 1).padEnd(OPERATOR_WIDTH));
    if (roaming) cells.push(`✈ ${shorten(roaming, OPERATOR_WIDTH)}`);
  } else if (sign !== '⏳') {
    cells.push(shorten(brief, 2 * OPERATOR_WIDTH));
  }
  return cells.join(' ').trimEnd();
}

function findingsTable(
  context: ViewContext,
  messages: readonly Message[],
  { numbers }: Sight,
): FormattedString {
  const named = messages.map(({ recipient }) => (numbers ? `+${recipient}` : veilAddress(recipient)));
  const width = Math.max(...named.map(({ length }) => length));
  const rows = messages.map((message, at) => tableRow(context, message, { number: named[at] ?? '', width }));
  return FormattedString.pre(rows.join('\n'));
}

/** "❌ 4 × not reachable: subscriber offline (6)", the most frequent first. */
function countLines(context: ViewContext, tally: readonly (Outcome & { count: number })[]): string[] {
  const counts = countedBy(tally, (row) => {
    const { sign, words } = findingOf(context.locale, row);
    return `${sign}\t${words}`;
  });
  return byFrequency(counts)
    .slice(0, COUNTED)
    .map(([line, n]) => line.replace('\t', ` ${context.locale.number(n)} × `));
}

/** Look-ups of several numbers on one card: a preview, then a table, or figures and a file when they are many. */
export async function manyLookupsView(
  context: ViewContext,
  card: Card,
  first: Message,
  body: LookupBody,
): Promise<View> {
  const { locale, db, settings } = context;
  const rows = await tallyOfCard(db, card.id);
  const tally = rows.map((row) => ({ ...row, channel: first.channel }));
  const own = count(tally, () => true);
  const { cached } = body;
  const total = own + (cached?.n ?? 0);
  const { table } = body;
  const named = (n: number) => {
    const numbers = locale.t('lookup-numbers', { n });
    return table ? tableName(locale, table, numbers) : numbers;
  };
  if (first.campaign === 'preparing') {
    const { total: all = total } = (await orderOfCard(db, card.id)) ?? {};
    const head = `${locale.t(`channel-${first.channel}`)} → ${named(all)}`;
    return preparingView(context, [head], rows, all);
  }
  const waiting = count(tally, (state) => state === 'waiting');
  const ended = count(tally, isFinal) + (cached?.n ?? 0);
  const button = buttonsIn(locale);
  const sight = sightOf(context, card, askedIn(card, first, body), body.names);
  const asked = waiting > 0 && !table ? `: ${await firstNumbers(context, card, own, sight)}` : '';
  const lines: (string | FormattedString)[] = [
    `${locale.t(`channel-${first.channel}`)} → ${named(total)}${asked}`,
    ...(await presserLines(context, card)),
    ...(cached ? cachedManyLines(context, cached) : []),
    // Where nothing is asked there was no preview to say so.
    ...(own === 0 ? badLines(context, body) : []),
  ];
  const buttons: Button[] = [];
  const below: Button[] = [];
  if (waiting > 0) {
    const reason = (await orderOfCard(db, card.id))?.waiting_for ?? null;
    lines.push(...(await previewLines(context, first, { waiting, reason, body, sight })));
    buttons.push(
      button(['send', reason], first.channel === 'ping' ? 'ping-many' : 'look-up-many', { n: waiting }),
      button('cancel'),
    );
    if (table) below.push(...tableButtons(locale, table));
  }
  if (waiting < own || own === 0) {
    if (ended < total) lines.push(progressBar(ended, total));
    if (total > TABLE_ROWS) {
      const found = cached ? [{ ...FOUND, count: cached.n }] : [];
      lines.push(...countLines(context, [...tally, ...found]));
      if (ended === total) lines.push(...(await summaryLines(context, card, first, cached !== null)));
      buttons.push(button('report'));
    } else {
      const earlier = cached ? await cachedOfCard(db, card.id, { after: 0, limit: TABLE_ROWS }) : [];
      const messages = [...(await messagesOfCard(db, card.id, TABLE_ROWS)), ...earlier];
      const changed = await changedOf(db, messages);
      if (total > SPELLED_OUT) {
        lines.push(findingsTable(context, messages, sight));
        lines.push(...changedLines(locale, changed.values(), (one) => recipientName(sight, one)));
      } else {
        lines.push(
          ...messages.map((message) =>
            spelledOut(context, message, { sight, changed: changed.get(message.id) }),
          ),
        );
      }
      const isReported =
        total > 1 && ended === total && (cached !== null || tally.some(({ state }) => state !== 'cancelled'));
      if (isReported) buttons.push(button('report'));
    }
    const cost = tally.reduce((sum, row) => sum + (row.cost ?? 0), 0);
    if (cost > 0) lines.push(locale.t('cost', { cost: moneyIn(locale, settings, cost) }));
    lines.push(...(await pausedLines(context, card, first, tally)));
    if (waiting === 0) buttons.push(...haltingButtons(locale, first, tally));
    if (cached && ended === total) {
      buttons.push(button('anew', cached.n > 1 ? 'anew-many' : 'anew', { n: cached.n }));
    }
    if (tally.some(({ state }) => state === 'in_doubt')) {
      if (await isBeingDecided(db, orderNumberOf(first.id))) lines.push(locale.t('in-doubt-decided'));
      else {
        lines.push(locale.t('lookup-no-answer-advice'));
        if (await maySendAgain(db, first)) buttons.push(button('repeat', 'ask-again'));
        buttons.push(button('leave'));
      }
    }
  }
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: [buttons, below].filter((row) => row.length > 0),
    atRest: isHalted(first, tally),
    ...endedAtOf(tally),
    asks: waiting > 0 || tally.some(({ state }) => state === 'in_doubt'),
  };
}
