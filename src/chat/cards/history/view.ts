import { FormattedString } from '@grammyjs/parse-mode';
import { withoutCode } from '../../../messages/codes.ts';
import { parseReceipt } from '../../../messages/receipt-text.ts';
import { isAtRest, isOverruledBy, isReceiptEnd, type ReceiptEnd } from '../../../messages/status.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { attemptsOf, type StoredAttempt } from '../../../store/attempts/stored-attempts.ts';
import { type Card, findCard } from '../../../store/chats/cards.ts';
import { receiptOf } from '../../../store/orders/documents.ts';
import { findMessage } from '../../../store/orders/history.ts';
import { findOrder } from '../../../store/orders/orders.ts';
import { lastQuery, type QueryAnswer } from '../../../store/receipts/queries.ts';
import { receiptsOf, type StoredReceipt } from '../../../store/receipts/stored-receipts.ts';
import { wordsOfStatus } from '../../code-words.ts';
import { moneyIn } from '../../money/money.ts';
import { shorten, TEXT_LIMIT, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { forgottenView } from '../forgotten.ts';
import { findingOf } from '../lookup/finding.ts';
import { makerOf, presserOf } from '../presser.ts';
import { contentLines, headLine, standingOf, type Words } from '../send/lines.ts';
import { type Sight, seenAddress, sightOf } from '../sight.ts';
import { lowerFirst, namedError } from '../words.ts';
import type { HistoryBody } from './body.ts';

/** Rows of a section that are spelled out at most, the newest. */
const ROWS = 10;
/** Characters of the message's own text and of a receipt that could not be read. */
const TEXT_LENGTH = 300;
const UNREAD_LENGTH = 100;

/** SMPP 3.4, 5.1.3: "query_sm request failed", what an SMSC says of an id that it does not know. */
const QUERY_FAILED = 0x67;
const INVALID_MESSAGE_ID = 0x0c;

/** What became of an attempt, as the locale files name it: of one that was given up, whether it had been accepted. */
function outcomeOf({ outcome, answered_at, provider_id }: StoredAttempt): string {
  const isAccepted = answered_at !== null || provider_id !== null;
  return outcome === 'given_up' && isAccepted ? 'accepted-given-up' : outcome.replace('_', '-');
}

function attemptLine(context: ViewContext, attempt: StoredAttempt, parts: number): FormattedString {
  const { locale, now } = context;
  const { command_status, committed_at, protocol, host, bind, provider_id } = attempt;
  const status = wordsOfStatus(locale, command_status ?? 0);
  const meaning = lowerFirst(status.meaning);
  const by = protocol === 'smpp' ? [] : [locale.t(`by-${protocol}`)];
  const pieces = [locale.time(committed_at, now), ...by, `${host} (${bind})`];
  if (parts > 1) pieces.push(locale.t('history-part', { part: attempt.part, parts }));
  pieces.push(locale.t(`attempt-${outcomeOf(attempt)}`, { meaning, name: status.name }));
  const line = pieces.join(' · ');
  if (provider_id === null) return FormattedString.join([line]);
  return FormattedString.join([`${line}, ${locale.t('lookup-id')} `, FormattedString.code(provider_id)]);
}

/**
 * What a receipt does to the end that an earlier one had reported for the same id, in a word of the locale files; most
 * that contradict it are kept, and change nothing.
 */
function effects(receipts: readonly StoredReceipt[]): ReadonlyMap<number, 'overrules' | 'contradicts'> {
  const ends = new Map<number | null, ReceiptEnd>();
  const found = new Map<number, 'overrules' | 'contradicts'>();
  for (const { id, attempt_id, state } of receipts) {
    if (!isReceiptEnd(state)) continue;
    const end = ends.get(attempt_id);
    const overrules = end !== undefined && isOverruledBy(end, state);
    if (end === undefined || overrules) ends.set(attempt_id, state);
    if (overrules) found.set(id, 'overrules');
    else if (end !== undefined && end !== state) found.set(id, 'contradicts');
  }
  return found;
}

/** A status that the provider told, and every way by which it did. */
interface Told {
  readonly receipt: StoredReceipt;
  readonly ways: readonly StoredReceipt['via'][];
}

/** One that came by SMPP and by HTTP is one; what comes twice by the same way is the provider's to explain. */
function toldOnce(receipts: readonly StoredReceipt[]): Told[] {
  const told: Told[] = [];
  for (const receipt of receipts) {
    const at = told.findIndex(
      ({ receipt: other, ways }) =>
        other.attempt_id === receipt.attempt_id &&
        other.state === receipt.state &&
        (other.error ?? 0) === (receipt.error ?? 0) &&
        receiptOf(other).reading === receiptOf(receipt).reading &&
        !ways.includes(receipt.via),
    );
    const before = told[at];
    if (!before) told.push({ receipt, ways: [receipt.via] });
    else {
      const cost = before.receipt.cost ?? receipt.cost;
      told[at] = { receipt: { ...before.receipt, cost }, ways: [...before.ways, receipt.via] };
    }
  }
  return told;
}

function receiptLine(
  context: ViewContext,
  { receipt, ways }: Told,
  { effect, sight }: { effect: string | undefined; sight: Sight },
): string {
  const { locale, now, settings } = context;
  // It may quote the message, and name its recipient.
  const unread = sight.texts ? receiptOf(receipt).unread : null;
  const { unknownState: word, reading } = receiptOf(receipt);
  const state = receipt.state
    ? locale.t(`state-${reading ?? receipt.state}`)
    : word
      ? locale.t('state-unreadable', { word: shorten(word, UNREAD_LENGTH) })
      : locale.t('state-not-said');
  const pieces = [
    locale.time(receipt.received_at, now),
    ways.map((via) => locale.t(`via-${via}`)).join(', '),
    [state, namedError(locale, receipt.error, settings.wire)?.words].filter(Boolean).join(': '),
  ];
  if (receipt.cost !== null) pieces.push(moneyIn(locale, settings, receipt.cost));
  if (unread) pieces.push(locale.t('history-unread', { unread: shorten(unread, UNREAD_LENGTH) }));
  if (effect) pieces.push(locale.t(`history-${effect}`));
  return pieces.join(' · ');
}

function answerLine(context: ViewContext, answer: QueryAnswer, many: boolean): string {
  const { locale, settings } = context;
  const { commandStatus, messageState, error, providerId } = answer;
  const prefix = many ? `${providerId}: ` : '';
  if (commandStatus === null) return prefix + locale.t('query-no-answer');
  if (commandStatus === QUERY_FAILED || commandStatus === INVALID_MESSAGE_ID) {
    return prefix + locale.t('query-unknown-id');
  }
  if (commandStatus !== 0) {
    const { meaning, name } = wordsOfStatus(locale, commandStatus);
    const args = { meaning: lowerFirst(meaning), name };
    return prefix + locale.t('query-refused', args);
  }
  const { state } = parseReceipt({ text: '', tlvs: messageState === null ? {} : { messageState } });
  const words = locale.t(`state-${state ?? 'not-said'}`);
  return prefix + [words, namedError(locale, error, settings.wire)?.words].filter(Boolean).join(': ');
}

/** What the provider says when it is asked now. */
async function queryLines(
  context: ViewContext,
  message: Message,
  attempts: readonly StoredAttempt[],
): Promise<{ lines: string[]; open: boolean }> {
  const { locale, now, db } = context;
  const query = await lastQuery(db, message.id);
  const isNameless = attempts.some(({ outcome }) => outcome === 'accepted');
  const nothing = { lines: [locale.t(isNameless ? 'query-no-id' : 'query-nothing-to-ask')], open: false };
  if (!query) return nothing;
  const title = locale.t('query-asked', { time: locale.time(query.askedAt, now) });
  if (query.answers === null) return { lines: [`${title} ${locale.t('query-asking')}`], open: true };
  if (query.answers.length === 0) return nothing;
  const many = query.answers.length > 1;
  const answers = query.answers.slice(-ROWS).map((answer) => answerLine(context, answer, many));
  return { lines: many ? [title, ...answers] : [`${title} ${answers.join('')}`], open: false };
}

/** Bold title, then the newest rows; nothing when there are none. */
function section<T>(
  { locale }: ViewContext,
  shown: number,
  title: string,
  rows: readonly T[],
  line: (row: T) => FormattedString | string,
): (FormattedString | string)[] {
  if (rows.length === 0) return [];
  const left = rows.length - shown;
  return [
    FormattedString.join(['\n', FormattedString.bold(locale.t(title))]),
    ...(left > 0 ? [locale.t('history-earlier', { n: left })] : []),
    ...rows.slice(-shown).map(line),
  ];
}

async function stateLines(context: ViewContext, message: Message): Promise<Words[]> {
  if (message.channel !== 'hlr' && message.channel !== 'ping') {
    const { line, advice } = await standingOf(context, message);
    return advice ? [line, advice] : [line];
  }
  const { sign, words } = findingOf(context.locale, message);
  return [`${sign} ${words}`];
}

/** Everything that is known of one message, and what the provider says of it now. */
export async function historyView(
  context: ViewContext,
  card: Card,
  { messageId }: HistoryBody,
): Promise<View> {
  const { db, locale, now } = context;
  const message = await findMessage(db, messageId);
  if (!message) return forgottenView(locale);
  const order = await findOrder(db, message.order_id);
  const typedOn = message.card_id === null ? undefined : await findCard(db, message.card_id);
  const presser = typedOn ? await presserOf(db, typedOn) : null;
  const attempts = await attemptsOf(db, message.id);
  const receipts = await receiptsOf(db, message.id);
  const told = toldOnce(receipts);
  const effect = effects(receipts);
  const query = await queryLines(context, message, attempts);
  const sight = sightOf(context, card, message);
  const head = [
    headLine(context, message, seenAddress(sight, message.recipient)),
    ...contentLines(context, { ...message, request: withoutCode(message.request) }, sight).map((line) =>
      shorten(line, TEXT_LENGTH),
    ),
    locale.t('history-typed', {
      name: await makerOf(context, order),
      time: locale.time(message.created_at, now),
    }),
    ...(presser
      ? [locale.t('history-sent', { name: presser.name, time: locale.time(presser.at, now) })]
      : []),
    ...(await stateLines(context, message)),
  ];
  const tail = [
    FormattedString.join(['\n', FormattedString.bold(locale.t('history-provider'))]),
    ...query.lines,
  ];
  const show = (rows: number): FormattedString =>
    FormattedString.join(
      [
        ...head,
        ...section(context, rows, 'history-attempts', attempts, (attempt) =>
          attemptLine(context, attempt, message.pdus),
        ),
        ...section(context, rows, 'history-receipts', told, (one) =>
          receiptLine(context, one, { effect: effect.get(one.receipt.id), sight }),
        ),
        ...tail,
      ],
      '\n',
    );
  const button = buttonsIn(locale);
  let rows = ROWS;
  while (rows > 1 && show(rows).text.length > TEXT_LIMIT) rows--;
  return {
    as: 'text',
    text: show(rows),
    buttons: [sight.numbers ? [button('refresh')] : [button('numbers'), button('refresh')]],
    atRest: !query.open && isAtRest(message.state),
  };
}
