import { FormattedString } from '@grammyjs/parse-mode';
import { isFailed, isFinal } from '../../../messages/status.ts';
import { countAsked } from '../../../store/attempts/doubts.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { maySendAgain } from '../../../store/campaigns/campaign-decisions.ts';
import { firstOfEachEnd, type Tally, tallyOfCard } from '../../../store/campaigns/tallies.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { isBeingDecided } from '../../../store/orders/deciding.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { orderNumberOf } from '../../../store/tables/message-id.ts';
import { countReaders } from '../../../store/watch/readings.ts';
import type { Button, View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { endedAtOf } from '../ended-at.ts';
import { progressLines } from '../figures.ts';
import { firstNumbers, recipientName } from '../first-numbers.ts';
import { folded } from '../folded.ts';
import { haltingButtons, isHalted, pausedLines } from '../halting.ts';
import { preparingView } from '../preparing.ts';
import { presserLines } from '../presser.ts';
import { byFrequency, count, countedBy, speedLines } from '../progress.ts';
import { readAll } from '../read-all.ts';
import { reasonOf } from '../reason.ts';
import { type Sight, seenAddress, sightOf } from '../sight.ts';
import { tableButtons, tableName } from '../table-words.ts';
import { approvedLines } from './approval.ts';
import type { SendBody } from './body.ts';
import { canaryLines } from './canary.ts';
import { wentOnLines } from './chain.ts';
import { choiceOf } from './choosing.ts';
import { fromButtons } from './from.ts';
import { timesOf } from './later.ts';
import { contentLines, headLine, unexplainedLine, type Words, waitingLine } from './lines.ts';
import { alwaysButtons, madePlainLines } from './plain.ts';
import { answerButtons, type Preview, previewLines, previewOf, wholeButtons } from './preview.ts';
import { priceButtons } from './price.ts';
import { quietOfMany } from './quiet.ts';
import { reachedButtons } from './reached.ts';
import { countToTryAgain } from './remedies.ts';
import { sameTextLines } from './same-text.ts';
import { alwaysSenderButtons } from './sender.ts';
import { stoppedIn } from './stopped.ts';
import { besideTable, durationLine, firstTexts, inCommon, tableLines } from './table.ts';
import { alwaysZoneButtons } from './zone.ts';

/** Recipients that are named, of all reasons and of one; the rest is counted. */
const NAMED_IN_ALL = 25;
const NAMED = 5;
/** Messages of a card whose failed recipients are named before it has ended. */
const NAMED_WHILE_MOVING = 1000;

/**
 * How many failed for which reason and who they are, the most frequent first. A long card that is still moving is
 * shown several times a second: its recipients are looked up once it has ended.
 */
async function reasonLines(
  context: ViewContext,
  card: Card,
  first: Message,
  tally: readonly Tally[],
  sight: Sight,
): Promise<string[]> {
  const { locale } = context;
  const failed = tally.filter(({ state }) => isFailed(state));
  const counts = countedBy(failed, (end) => reasonOf(context, end));
  const short = count(tally, () => true) <= NAMED_WHILE_MOVING;
  const named = Math.min(NAMED, Math.floor(NAMED_IN_ALL / Math.max(1, counts.size)));
  const states = [...new Set(failed.map(({ state }) => state))];
  const isNaming = failed.length > 0 && (short || tally.every(({ state }) => isFinal(state)));
  const ends = isNaming
    ? await readAll(context, first, (db) => firstOfEachEnd(db, card.id, states, named))
    : [];
  const names = Map.groupBy(ends, (end) => reasonOf(context, end));
  const unexplained = unexplainedLine(context, failed);
  const lines = byFrequency(counts).map(([reason, n]) => {
    const who = (names.get(reason) ?? [])
      .slice(0, named)
      .map(({ recipient }) => recipientName(sight, recipient));
    if (who.length === 0) return `❌ ${locale.number(n)} × ${reason}`;
    const more = n > who.length ? ` ${locale.t('and-more', { n: n - who.length })}` : '';
    return `❌ ${locale.number(n)} × ${reason}: ${who.join(', ')}${more}`;
  });
  return unexplained === null ? lines : [...lines, unexplained];
}

/** How many have read it, and followed its link, as far as the provider says so. */
async function readerLines(context: ViewContext, first: Message): Promise<string[]> {
  const { locale } = context;
  const number = first.chain ?? orderNumberOf(first.id);
  const { read, clicked } = await readAll(context, first, (db) => countReaders(db, number));
  if (read === 0) return [];
  const pieces = [locale.t('count-read', { n: read })];
  if (clicked > 0) pieces.push(locale.t('count-clicked', { n: clicked }));
  return [pieces.join(' · ')];
}

/** What is asked about them; of many not all may be repeated. */
const questionLine = async (
  context: ViewContext,
  first: Message,
  total: number,
  { waits: [reason] }: Preview,
  { repeated: n }: SendBody,
): Promise<Words> =>
  reason === 'guard' && total > 1
    ? context.locale.t('waiting-guard-many', { n })
    : waitingLine(context, first, reason ?? null);

function manyLabel({ waits }: Preview, { lacks }: SendBody): string {
  if (waits[0] === 'guard') return 'send-when-possible';
  return lacks.includes('file') ? 'send-many-without-file' : 'send-many';
}

/** Many messages of one command on one card: a preview, then figures that count up. */
export async function manyView(
  context: ViewContext,
  card: Card,
  first: Message,
  body: SendBody,
): Promise<View> {
  const { locale } = context;
  const { table } = body;
  const tally = await tallyOfCard(context.db, card.id);
  const total = count(tally, () => true);
  const common = await inCommon(context, card, first);
  const shown = table ? besideTable(common) : common;
  const named = (n: number) =>
    table ? tableName(locale, table, locale.t('recipients', { n })) : locale.t('recipients', { n });
  if (first.campaign === 'preparing') {
    const { total: all = total } = (await orderOfCard(context.db, card.id)) ?? {};
    const { sight, length } = await previewOf(context, card, first, true, body);
    const head = headLine(context, shown, named(all));
    return preparingView(context, [head, ...contentLines(context, common, sight, length)], tally, all);
  }
  const stopped = await stoppedIn(context, first, sightOf(context, card, first, body.names));
  const doubtful = count(tally, (state) => state === 'in_doubt');
  const asked = doubtful > 0 ? await readAll(context, first, (db) => countAsked(db, card.id)) : 0;
  const isDecided = asked > 0 && (await isBeingDecided(context.db, orderNumberOf(first.id)));
  const waiting = count(tally, (state) => state === 'waiting');
  const preview = await previewOf(context, card, first, waiting > 0, body);
  const { waits, sight, length } = preview;
  const choice = waiting > 0 ? await choiceOf(context, card, first, preview, body) : null;
  const whom =
    waiting > 0 && total > 1 && !table ? `: ${await firstNumbers(context, card, total, sight)}` : '';
  const recipients = total === 1 && !table ? seenAddress(sight, first.recipient) : named(total) + whom;
  const times = await timesOf(context, preview, first, total);
  const lines: Words[] = [
    headLine(context, shown, recipients),
    ...contentLines(context, common, sight, length).map(folded),
    ...madePlainLines(context, sight, body),
    ...(await presserLines(context, card)),
    ...(await approvedLines(context, first)),
    ...times.lines,
  ];
  const button = buttonsIn(locale);
  const buttons: Button[] = [];
  const below: Button[] = [];
  const reached: Button[] = [];
  if (waiting > 0) {
    if (table) lines.push(...(await tableLines(context, card, table, sight)));
    else if (first.isWorded && sight.texts) lines.push(...(await firstTexts(context, card)));
    lines.push(...(await previewLines(context, shown, { ...preview, total: waiting, body })));
    lines.push(...(await sameTextLines(context, card, body)));
    const { parts } = first.agreed;
    if (!table && first.campaign !== null && parts !== null)
      lines.push(durationLine(context, parts * waiting));
    lines.push(...stopped.lines, choice?.line ?? (await questionLine(context, first, total, preview, body)));
    const label = manyLabel(preview, body);
    buttons.push(...(await answerButtons(context, card, first, preview, { label, n: waiting })));
    below.push(...fromButtons(context, first, waits));
    if (table) {
      buttons.splice(-1, 0, button('test'));
      below.push(...tableButtons(locale, table));
    }
    // Where the card hides to whom they go, whoever asks gets the list in their private chat.
    if (first.campaign !== null && !sight.numbers) below.push(button('report', 'numbers'));
  }
  if (waiting === 0 || waiting + stopped.count !== total) {
    lines.push(
      ...progressLines(context, tally, total),
      ...(await readerLines(context, first)),
      ...(await wentOnLines(context, first)),
      ...(await reasonLines(context, card, first, tally, sight)),
      ...(waiting > 0 ? [] : stopped.lines),
    );
    const tried = await canaryLines(context, await orderOfCard(context.db, card.id));
    lines.push(...(tried.length > 0 ? tried : await speedLines(context, first, tally)));
    const quiet = await quietOfMany(context, first);
    lines.push(...quiet.lines, ...(await pausedLines(context, card, first, tally)));
    if (waiting === 0) buttons.push(...quiet.buttons, ...haltingButtons(locale, first, tally));
    if (isDecided) {
      lines.push(locale.t('in-doubt-decided'));
    } else if (asked > 0) {
      lines.push(locale.t('in-doubt'));
      if (await maySendAgain(context.db, first)) buttons.push(button('repeat', 'send-again'));
      buttons.push(button('leave'));
    } else if (doubtful > 0) lines.push(locale.t('in-doubt-looked-after'));
    below.push(button('report'));
    reached.push(...reachedButtons(context, first, tally));
    const again = await countToTryAgain(context, card, first, tally);
    if (again > 0) below.push(button('again', 'again-many', { n: again }));
  }
  if (!table && !first.isWorded) below.push(...(await priceButtons(context, card, waits)));
  below.push(
    ...alwaysButtons(context, card, preview),
    ...(await alwaysSenderButtons(context, card, first)),
    ...(await alwaysZoneButtons(context, card, body, preview)),
    ...wholeButtons(context, common, preview),
  );
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: (choice?.buttons ?? [buttons, below, reached]).filter((row) => row.length > 0),
    ...times.changes,
    atRest: isHalted(first, tally) && asked === doubtful,
    failed: tally.every(({ state }) => isFinal(state)) && tally.some(({ state }) => isFailed(state)),
    ...endedAtOf(tally),
    wordless: first.forgotten_at !== null,
    asks: waiting > 0 || (asked > 0 && !isDecided),
  };
}
