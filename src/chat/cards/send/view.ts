import { FormattedString } from '@grammyjs/parse-mode';
import { isAtRest, isFailed, isOverruledBy, isReceiptEnd } from '../../../messages/status.ts';
import type { WaitingReason } from '../../../messages/waiting.ts';
import { type Message, messagesOfCard } from '../../../store/attempts/outbox.ts';
import { attemptsOf, type StoredAttempt } from '../../../store/attempts/stored-attempts.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { receiptOf } from '../../../store/orders/documents.ts';
import { templatesOf } from '../../../store/provider/billed.ts';
import { receiptsOf } from '../../../store/receipts/stored-receipts.ts';
import { type Button, shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { endedAtOf } from '../ended-at.ts';
import { folded } from '../folded.ts';
import { presserLines } from '../presser.ts';
import { seenAddress } from '../sight.ts';
import { approvedLines } from './approval.ts';
import type { SendBody } from './body.ts';
import { chainLines } from './chain.ts';
import { choiceOf } from './choosing.ts';
import { guardSeconds } from './doubt.ts';
import { fromButtons } from './from.ts';
import { calledLine, heardLine, meantLine } from './heard.ts';
import { timesOf } from './later.ts';
import { contentLines, headLine, isUnexplained, standingOf, type Words } from './lines.ts';
import { manyView } from './many.ts';
import { alwaysButtons, madePlainLines } from './plain.ts';
import {
  answerButtons,
  type Preview,
  previewLines,
  previewOf,
  sameRecipientLines,
  wholeButtons,
} from './preview.ts';
import { priceButtons } from './price.ts';
import { passButton } from './quiet.ts';
import { meaningOfMessage, remedyButtons } from './remedies.ts';
import { alwaysSenderButtons } from './sender.ts';
import { stoppedLine } from './stopped.ts';
import { takerLines } from './taker.ts';
import { undoable, waitsToBeUndone } from './undoing.ts';
import { alwaysZoneButtons } from './zone.ts';

/** Reasons whose card says what a person should know before pressing Send. */
const PREVIEWING: ReadonlySet<WaitingReason> = new Set<WaitingReason>([
  'stale',
  'confirmation',
  'price',
  'landline',
  'approval',
]);

/** What [Send] is called, by what a person should know of pressing it. */
function sendLabel(reason: WaitingReason | undefined, { lacks }: SendBody, guard: number): string {
  if (guard > 0) return 'send-when-possible';
  if (reason === 'stale') return 'send-now';
  return lacks.includes('file') ? 'send-without-file' : 'send';
}

/** What can be done about a message that has not failed. */
function movingButtons(context: ViewContext, { state, doubt_until, isLeftAlone }: Message): Button[] {
  const button = buttonsIn(context.locale);
  if (state === 'queued') return [...(isLeftAlone ? [passButton(context)] : []), button('cancel')];
  if (state === 'in_doubt' && doubt_until === null) return [button('repeat', 'send-again'), button('leave')];
  return [];
}

/** Ids that are spelled out; /status takes any of them. */
const IDS_SHOWN = 3;
/** Characters of a status that nobody knows. */
const WORD_LENGTH = 40;

/** Where a message stands, with the provider's ids of it, which can be tapped to be copied, and its way, if not SMPP. */
function standingLine(
  { locale }: ViewContext,
  { state }: Message,
  line: Words,
  attempts: readonly StoredAttempt[],
): Words {
  const taken = attempts.filter(({ provider_id }) => provider_id !== null);
  const ids = taken.flatMap(({ provider_id }) => provider_id ?? []);
  const last = taken.at(-1);
  if (!last) return line;
  const shown = ids.slice(0, IDS_SHOWN).map((id) => FormattedString.code(id));
  const more = ids.length > IDS_SHOWN ? ` ${locale.t('and-more', { n: ids.length - IDS_SHOWN })}` : '';
  const named = FormattedString.join([`${locale.t('lookup-id')} `, FormattedString.join(shown, ', '), more]);
  const by = last.protocol === 'smpp' ? [] : [locale.t(`by-${last.protocol}`)];
  return FormattedString.join([line, ...by, named], state === 'accepted' ? ', ' : ' · ');
}

/** What the provider had said before a delivery ended it after all; null: nothing. */
async function overruledLine({ locale, db }: ViewContext, { id, state }: Message): Promise<string | null> {
  if (state !== 'delivered') return null;
  const told = await receiptsOf(db, id);
  const before = told.find(
    (receipt, index) =>
      isReceiptEnd(receipt.state) &&
      isOverruledBy(receipt.state, state) &&
      told.slice(index).some((later) => later.state === state),
  );
  return before ? locale.t('delivered-after-all', { before: locale.t(`ended-${before.state}`) }) : null;
}

/** As what kind the provider has billed a message that has ended; null: it has not said. */
async function billedLine({ locale, db }: ViewContext, { id, ended_at }: Message): Promise<string | null> {
  if (ended_at === null) return null;
  const template = (await templatesOf(db, [id])).get(id);
  return template ? locale.t('billed-as', { kind: locale.t(`billed-${template}`) }) : null;
}

/**
 * What is odd about what the provider said of a message that it took: no id, a status that nobody knows, or that some of its
 * parts arrived and nothing of the others, as those do that report on a long message once.
 */
async function oddLines(
  { locale, db }: ViewContext,
  { id, state, pdus }: Message,
  attempts: readonly StoredAttempt[],
): Promise<string[]> {
  if (state !== 'accepted' && state !== 'unknown') return [];
  const told = await receiptsOf(db, id);
  const arrived = new Set(told.filter((one) => one.state === 'delivered').map((one) => one.attempt_id));
  const parts = new Set(attempts.filter((one) => arrived.has(one.id)).map((one) => one.part));
  const some = parts.size > 0 && parts.size < pdus;
  const inPart = some ? [locale.t('parts-delivered', { n: parts.size, total: pdus })] : [];
  if (state === 'unknown') return inPart;
  const nameless = attempts.some(
    ({ outcome, provider_id }) => outcome === 'accepted' && provider_id === null,
  );
  const word = told.map((receipt) => receiptOf(receipt).unknownState).findLast((one) => one !== null);
  return [
    ...(nameless ? [locale.t('accepted-nameless')] : []),
    ...(word ? [locale.t('status-unreadable', { word: shorten(word, WORD_LENGTH) })] : []),
    ...inPart,
  ];
}

/** What a preview offers to have otherwise, from now on too. */
const otherButtons = async (
  context: ViewContext,
  card: Card,
  message: Message,
  preview: Preview,
  body: SendBody,
): Promise<Button[]> => [
  ...fromButtons(context, message, preview.waits),
  ...(await priceButtons(context, card, preview.waits)),
  ...alwaysButtons(context, card, preview),
  ...(await alwaysSenderButtons(context, card, message)),
  ...(await alwaysZoneButtons(context, card, body, preview)),
];

/** A card of messages to people: one message whole, many counted. */
export async function sendView(context: ViewContext, card: Card, body: SendBody): Promise<View> {
  const [message, another] = await messagesOfCard(context.db, card.id, 2);
  if (!message) throw new Error(`card ${card.id} has no messages`);
  if (another || body.bad.length > 0 || body.table) return manyView(context, card, message, body);
  const isWaiting = message.state === 'waiting';
  const preview = await previewOf(context, card, message, isWaiting, body);
  const { waits, sight, length } = preview;
  const [reason] = waits;
  const undo = waitsToBeUndone(body, preview) ? await undoable(context, message) : null;
  const guard = reason === 'guard' ? await guardSeconds(context, message) : 0;
  const attempts = await attemptsOf(context.db, message.id);
  const meaning = meaningOfMessage(message, attempts, context.settings.wire);
  const { line, advice = null } =
    reason === 'confirmation' && (body.held !== null || card.chat_id < 0)
      ? {
          line: context.locale.t(body.held === null ? 'waiting-draft' : `held-${body.held}`, {
            name: body.called ?? '',
          }),
        }
      : undo
        ? { line: undo.line }
        : await standingOf(context, message);
  const failed = isFailed(message.state);
  const buttons = undo
    ? undo.buttons
    : isWaiting
      ? await answerButtons(context, card, message, preview, { label: sendLabel(reason, body, guard) })
      : failed
        ? await remedyButtons(context, message, meaning, body)
        : movingButtons(context, message);
  const choice = isWaiting ? await choiceOf(context, card, message, preview, body) : null;
  const isPreviewed = waits.some((reason) => PREVIEWING.has(reason));
  const times = undo ? { lines: [], changes: {} } : await timesOf(context, preview, message, 1);
  const lines = [
    headLine(context, message, seenAddress(sight, message.recipient)),
    ...contentLines(context, message, sight, length).map(folded),
    ...madePlainLines(context, sight, body),
    ...(await presserLines(context, card)),
    ...(await takerLines(context, card, message)),
    ...(await approvedLines(context, message)),
    ...times.lines,
    ...(isPreviewed
      ? await previewLines(context, message, { ...preview, total: 1, body })
      : sameRecipientLines(context.locale, sight, body)),
    ...(await chainLines(context, message, isPreviewed)),
    choice?.line ?? standingLine(context, message, line, attempts),
    ...(reason === 'confirmation'
      ? [
          heardLine(context, body),
          calledLine(context, message, body),
          meantLine(context, message, sight, body),
        ]
      : []),
    advice,
    failed && !meaning.certain && (advice === null || isUnexplained(message))
      ? context.locale.t('perhaps-delivered')
      : null,
    await billedLine(context, message),
    await overruledLine(context, message),
    await stoppedLine(context, message),
    ...(await oddLines(context, message, attempts)),
  ].filter((one) => one !== null);
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: (
      choice?.buttons ?? [
        buttons,
        [
          ...(undo ? [] : await otherButtons(context, card, message, preview, body)),
          ...wholeButtons(context, message, preview),
        ],
      ]
    ).filter((row) => row.length > 0),
    atRest: isAtRest(message.state) && message.doubt_until === null,
    ...times.changes,
    ...(guard > 0 ? { changesAt: context.now + guard * 1000 } : {}),
    failed,
    ...endedAtOf([message]),
    wordless: message.forgotten_at !== null,
    asks: isWaiting || (message.state === 'in_doubt' && message.doubt_until === null),
  };
}
