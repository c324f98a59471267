import { z } from 'zod';
import type { QuotaExceeded } from '../../desk/quota.ts';
import { withinAgain } from '../../desk/quota-again.ts';
import { asksConsent, withdraw } from '../../desk/withdrawing.ts';
import { type JobWork, jobWork } from '../../jobs/kind.ts';
import { isBeingPrepared } from '../../store/campaigns/campaign-decisions.ts';
import { findCard } from '../../store/chats/cards.ts';
import type { Tx } from '../../store/engine/database.ts';
import { answerWaiting, holdForRight, lockOrder, moveMessages } from '../../store/orders/decisions.ts';
import { findOrder, type Order, orderByNumber } from '../../store/orders/orders.ts';
import { releasing } from '../../store/orders/schedules.ts';
import { recordUnreleased, type WhyUnreleased } from '../../store/orders/unreleased.ts';
import { vouch, vouching } from '../../store/orders/vouching.ts';
import { letGo, passingQuiet } from '../../store/stop-list/left-alone.ts';
import { CHANNEL } from '../../store/tables/coded.ts';
import { writeCard } from '../cards/kind.ts';
import { type NoticeLine, noticeCard } from '../cards/notice/body.ts';
import { makerOf } from '../cards/presser.ts';
import { unreleasedCard } from '../cards/unreleased/body.ts';
import type { Settings } from '../context.ts';
import { settingsOf } from '../context.ts';
import { type Locale, localeFor } from '../locale.ts';
import { overLine } from '../people/quotas.ts';
import { mayStillSend } from './still.ts';

type ReleaseSettings = Omit<Settings, 'username' | 'linkKey'>;

/**
 * What is set for a time goes then: so late that it has aged, as after an outage, a person is asked; and where whoever
 * had it sent may not any more, those who may are told, and it stays.
 */
export const releaseWork = (settings: ReleaseSettings): JobWork =>
  jobWork(releasing, {
    cursor: z.object({
      /** When to look again (ms). */
      at: z.number(),
      looked: looked.nullable().default(null),
    }),
    maxTries: 10,
    dueAt: ({ at }) => at,
    async piece({ tx, body: { orderId }, cursor, now }) {
      const order = await lockOrder(tx, orderId);
      // Where a word was said meanwhile, or it is prepared anew, what waits for that does it.
      if (order?.waiting_for !== 'schedule' || isBeingPrepared(order)) return null;
      const { send_at: at } = order;
      if (at === null) return null;
      // Another time was set meanwhile, or the clock was.
      if (at > now) return { at, looked: null };
      if (!(await mayStillSend(tx.db, settings, order))) {
        return keepBack(tx, settings, order, { why: 'role' }, now);
      }
      const more = await askConsent(tx, settings, order, cursor?.looked ?? null, now);
      if (more) return { at, looked: more };
      const over = await withinAgain(tx, settings, order, { at: now });
      if (over) {
        await keepBack(tx, settings, order, whyOver(over), now);
        return tellOver(tx, settings, order, over, now);
      }
      if (now - at > settings.sendMaxAge) await askAged(tx, order, at, now);
      else await answerWaiting(tx, orderId, 'schedule', now);
      return null;
    },
    async givenUp(tx, { orderId }, now) {
      const order = await findOrder(tx.db, orderId);
      if (order?.waiting_for === 'schedule') await askAged(tx, order, order.send_at ?? now, now);
    },
  });

const looked = z.object({ after: z.number(), withdrawn: z.number() });

/** Looks on whose consent is on record no more; its maker is told in the end of those. Null: all are looked at. */
async function askConsent(
  tx: Tx,
  settings: ReleaseSettings,
  order: Order,
  before: z.infer<typeof looked> | null,
  now: number,
): Promise<z.infer<typeof looked> | null> {
  if (!asksConsent(order)) return null;
  const { after, withdrawn } = await withdraw(tx, order, before ?? { after: 0, withdrawn: 0 }, now);
  if (after !== null) return { after, withdrawn };
  if (withdrawn > 0)
    await tellMaker(tx, settings, order, () => [{ id: 'withdrawn-consent', args: { n: withdrawn } }], now);
  return null;
}

/** A program had it sent, and no chat shows it: nobody can be asked. */
const isProgramsAlone = ({ maker, chat_id }: Order): boolean => maker === 'token' && chat_id === null;

async function askAged(tx: Tx, order: Order, at: number, now: number): Promise<void> {
  if (isProgramsAlone(order)) await moveMessages(tx, order.id, 'cancel', now);
  else await answerWaiting(tx, order.id, 'schedule', at, ['stale']);
}

const whyOver = ({ standing, wanted }: QuotaExceeded): WhyUnreleased => ({
  why: 'quota',
  ...standing,
  wanted,
});

/** Who had it sent is told what is left to them; others see that on its card. */
async function tellOver(
  tx: Tx,
  settings: ReleaseSettings,
  order: Order,
  over: QuotaExceeded,
  now: number,
): Promise<null> {
  const lines = async (locale: Locale) => [await overLine(tx.db, locale, settings, over)];
  await tellMaker(tx, settings, order, lines, now);
  return null;
}

/** It stays, and the owners are told: its card may stand where nobody else reads it. */
async function keepBack(
  tx: Tx,
  settings: ReleaseSettings,
  order: Order,
  why: WhyUnreleased,
  now: number,
): Promise<null> {
  if (isProgramsAlone(order)) {
    await moveMessages(tx, order.id, 'cancel', now);
    return null;
  }
  await answerWaiting(tx, order.id, 'schedule', now, ['right']);
  await recordUnreleased(tx, order, why, now);
  await tellOwners(tx, settings, order, now);
  return null;
}

/** What was kept back over quiet hours goes once it is seen that whoever had it sent still may; else it stays, too. */
export const vouchWork = (settings: ReleaseSettings): JobWork =>
  jobWork(vouching, {
    cursor: looked,
    maxTries: 10,
    async piece({ tx, body: { orderNumber }, cursor, now }) {
      const found = await orderByNumber(tx.db, orderNumber);
      const order = found && (await lockOrder(tx, found.id));
      if (!order) return null;
      const maySend = await mayStillSend(tx.db, settings, order);
      const more = maySend ? await askConsent(tx, settings, order, cursor, now) : null;
      if (more) return more;
      const over = maySend ? await withinAgain(tx, settings, order, {}) : null;
      if (maySend && !over) {
        await vouch(tx, orderNumber, now);
        return null;
      }
      await holdForRight(tx, order.id, now);
      if (isProgramsAlone(order)) return null;
      await recordUnreleased(tx, order, over ? whyOver(over) : { why: 'role' }, now);
      await tellOwners(tx, settings, order, now);
      return over ? tellOver(tx, settings, order, over, now) : null;
    },
  });

/** What goes at any hour by somebody's word, and is too much to be let go at once, goes by and by. */
export const passQuietWork = ({ accounts }: Pick<ReleaseSettings, 'accounts'>): JobWork =>
  jobWork(passingQuiet, {
    cursor: z.literal('more'),
    maxTries: 10,
    async piece({ tx, body: { orderNumber }, now }) {
      return (await letGo(tx, orderNumber, accounts, now)) ? 'more' : null;
    },
  });

/** Says in the private chat of whoever had an order sent what has become of it; a program is told by the API. */
async function tellMaker(
  tx: Tx,
  settings: ReleaseSettings,
  order: Order,
  linesIn: (locale: Locale) => readonly NoticeLine[] | Promise<readonly NoticeLine[]>,
  now: number,
): Promise<void> {
  if (order.maker !== 'person') return;
  const personId = Number(order.maker_id);
  const { language, timeZone } = await settingsOf(tx.db, personId, settings);
  const locale = localeFor(language, timeZone);
  const what = {
    what: locale.t(`channel-${CHANNEL.name(order.channel)}`),
    recipients: locale.t('recipients', { n: order.total }),
  };
  const card = order.card_id === null ? undefined : await findCard(tx.db, order.card_id);
  await writeCard(tx, noticeCard, {
    body: { lines: [{ id: 'of-order', args: what }, ...(await linesIn(locale))] },
    chatId: personId,
    threadId: null,
    replyTo: card?.chat_id === personId ? card.telegram_id : null,
    language,
    personId,
    now,
  });
}

async function tellOwners(tx: Tx, settings: ReleaseSettings, order: Order, now: number): Promise<void> {
  for (const ownerId of settings.ownerIds) {
    const { language, timeZone } = await settingsOf(tx.db, ownerId, settings);
    const name = await makerOf({ db: tx.db, locale: localeFor(language, timeZone) }, order);
    await writeCard(tx, unreleasedCard, {
      body: { orderId: order.id, name },
      chatId: ownerId,
      threadId: null,
      replyTo: null,
      language,
      personId: null,
      now,
    });
  }
}
