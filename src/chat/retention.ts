import { z } from 'zod';
import { type JobWork, jobWork, type Piece } from '../jobs/kind.ts';
import type { JobMetrics } from '../jobs/metrics.ts';
import type { Logger } from '../log.ts';
import type { Tx } from '../store/engine/database.ts';
import { forgetMessages, forgetStrayReceipts, forgetWholeIncoming } from '../store/person/forget-messages.ts';
import { forgetOrders } from '../store/person/forget-orders.ts';
import {
  forgetCards,
  forgetIncoming,
  forgetQuotes,
  forgetReceipts,
  forgetStopWords,
} from '../store/person/forget-words.ts';
import { FIRST, LEFT_ALONE_MS, type Sought, type Step } from '../store/person/forgetting.ts';
import { beginRetention, holdsOlder, retentionBegins } from '../store/person/retention.ts';
import { wordlessBody } from './cards/index.ts';
import { writeCard } from './cards/kind.ts';
import { type NoticeLine, noticeCard } from './cards/notice/body.ts';
import { type ChatSettings, settingsOf } from './context.ts';
import { localeFor } from './locale.ts';

const DAY_MS = 24 * 3600 * 1000;
const EVERY_MS = 6 * 3600 * 1000;
/** Owners of a store from before are told so long before the first goes (ms). */
const TOLD_BEFORE_MS = 7 * DAY_MS;

/** For how long what is kept (days). */
export interface Keep {
  /** 0: receipts that were understood go as soon as they may, the others with the texts. */
  readonly raw: number;
  readonly texts: number;
  /** Null: for ever. */
  readonly messages: number | null;
}

interface RetentionOptions {
  readonly settings: ChatSettings & { readonly ownerIds: readonly number[] };
  readonly keep: Keep;
  readonly metrics: JobMetrics;
  readonly log: Logger;
}

/** Up to when what goes (ms). */
interface Limits {
  readonly receipts: number;
  /** Of receipts that were not understood. */
  readonly unread: number;
  readonly words: number;
  readonly messages: number;
}

function limitsAt(now: number, { raw, texts, messages }: Keep): Limits {
  const ago = (days: number) => Math.min(now - days * DAY_MS, now - LEFT_ALONE_MS);
  const whole = messages === null ? 0 : ago(messages);
  const words = Math.max(ago(texts), whole);
  const receipts = Math.max(ago(raw), words);
  return { receipts, unread: raw === 0 ? words : receipts, words, messages: whole };
}

type Stage = (tx: Tx, place: Pick<Sought, 'after' | 'now'>, limits: Limits) => Promise<Step>;

/** In this order; by the names under which what went is counted. */
const STAGES = {
  receipt: (tx, place, { receipts, unread }) => forgetReceipts(tx, { ...place, before: receipts }, unread),
  order: (tx, place, { words }) => forgetOrders(tx, { ...place, before: words }),
  incoming: (tx, place, { words }) => forgetIncoming(tx, { ...place, before: words }),
  card: (tx, place, { words }) => forgetCards(tx, { ...place, before: words }, wordlessBody),
  stop_list: (tx, _, { words }) => forgetStopWords(tx, words),
  file: (tx) => forgetQuotes(tx),
  whole_message: (tx, place, { messages }) => forgetMessages(tx, { ...place, before: messages }),
  whole_incoming: (tx, place, { messages }) => forgetWholeIncoming(tx, { ...place, before: messages }),
  whole_receipt: (tx, place, { messages }) => forgetStrayReceipts(tx, { ...place, before: messages }),
} as const satisfies Record<string, Stage>;

type StageName = keyof typeof STAGES;
const NAMES = Object.keys(STAGES) as [StageName, ...StageName[]];

const place = z.object({ at: z.number(), id: z.string(), from: z.number().nullable() });
const cursor = z.object({ stage: z.enum(NAMES), after: place });
type Cursor = z.infer<typeof cursor>;

/** What the owners are told, in their language. */
function noticeLines({ raw, texts, messages }: Keep, from: string): NoticeLine[] {
  return [
    { id: 'retention', args: { from } },
    raw === 0 ? { id: 'retention-raw-none' } : { id: 'retention-raw', args: { n: raw } },
    { id: 'retention-texts', args: { n: texts } },
    messages === null
      ? { id: 'retention-messages-kept' }
      : { id: 'retention-messages', args: { n: messages } },
    { id: 'retention-settings' },
  ];
}

/** Whether what is old may go; owners who have not been told are, in time for what will be old by then. */
async function mayBegin({ settings, keep, log }: RetentionOptions, tx: Tx, now: number): Promise<boolean> {
  const begins = await retentionBegins(tx.db);
  if (begins !== null) return begins <= now;
  const at = now + TOLD_BEFORE_MS;
  if (!(await holdsOlder(tx.db, limitsAt(at, keep)))) return false;
  await beginRetention(tx, at);
  for (const chatId of settings.ownerIds) {
    const { language, timeZone } = await settingsOf(tx.db, chatId, settings);
    const from = localeFor(language, timeZone).minute(at, now);
    const place = { chatId, threadId: null, replyTo: null, personId: null };
    const body = { lines: noticeLines(keep, from) };
    await writeCard(tx, noticeCard, { ...place, body, language, now });
  }
  log.warn(
    { from: new Date(at), keep },
    'what is old will be forgotten, as KEEP_RAW, KEEP_TEXTS and KEEP_MESSAGES say',
  );
  return false;
}

/** Forgets until the budget is spent. */
async function forget(
  { keep, metrics }: RetentionOptions,
  { tx, budget, now, landed }: Piece<object, Cursor>,
  from: Cursor,
): Promise<Cursor | null> {
  const limits = limitsAt(now, keep);
  let { stage, after } = from;
  do {
    const { next, gone } = await STAGES[stage](tx, { after, now }, limits);
    const counted = stage;
    landed(() => metrics.forgotten.inc({ kind: counted }, gone));
    const following = next === null ? NAMES[NAMES.indexOf(stage) + 1] : stage;
    if (following === undefined) return null;
    stage = following;
    after = next ?? FIRST;
  } while (!budget.isSpent());
  return { stage, after };
}

/** Forgets what is older than the settings say, again and again. */
export const retentionWork = (options: RetentionOptions): JobWork =>
  jobWork<object, Cursor>(
    { name: 'retention', version: 1, body: z.object({}) },
    {
      cursor,
      maxTries: 10,
      everyMs: EVERY_MS,
      async piece(piece) {
        const isFirst = piece.cursor === null;
        if (isFirst && !(await mayBegin(options, piece.tx, piece.now))) return null;
        return forget(options, piece, piece.cursor ?? { stage: NAMES[0], after: FIRST });
      },
    },
  );
