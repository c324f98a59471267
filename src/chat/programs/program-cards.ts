import type { Placed } from '../../desk/order.ts';
import { type Channel, isLookup } from '../../messages/request.ts';
import { isKnownChat } from '../../store/chats/chat-names.ts';
import type { Reader, Tx } from '../../store/engine/database.ts';
import { showOrder } from '../../store/orders/orders.ts';
import { writeCard } from '../cards/kind.ts';
import { lookupCard } from '../cards/lookup/body.ts';
import { sendCard } from '../cards/send/body.ts';
import { type ChatSettings, settingsOf } from '../context.ts';
import { roleOf } from '../people/access.ts';
import type { NO_MOMENT } from '../times/clock-moment.ts';
import { readMoment } from '../times/moment.ts';

interface ProgramOrder {
  readonly placed: Placed;
  readonly channel: Channel;
  readonly place: { readonly chatId: number; readonly threadId: number | null };
  readonly now: number;
}

/** What programs are told of a time that is none, before what it could be. */
const NO_TIME: Readonly<Record<(typeof NO_MOMENT)[number], string>> = {
  unread: 'no time that can be read, such as 2026-12-01T09:00+03:00',
  two: 'more than one time',
  past: 'over already',
  far: 'more than a year away',
  skipped: 'on no clock: they are put forward then',
  twice: 'on the clock twice: they are put back then',
};

/** The cards of what programs order, in the chats that they name. */
export const cardsForPrograms = (settings: ChatSettings & { readonly ownerIds: readonly number[] }) => ({
  /** A private chat of somebody with a role, a group in which somebody with one has written. */
  isOpen: async (db: Reader, chatId: number): Promise<boolean> =>
    chatId > 0 ? (await roleOf(db, settings.ownerIds, chatId)) !== null : isKnownChat(db, chatId),

  readTime(typed: string, now: number): number | string {
    const moment = readMoment(typed, { now, timeZone: settings.timeZone });
    if ('at' in moment) return moment.at;
    const instead = moment.instead.length > 0 ? `; write ${moment.instead.join(' or ')}` : '';
    return `${NO_TIME[moment.no]}${instead}`;
  },

  async show(tx: Tx, { placed, channel, place, now }: ProgramOrder): Promise<void> {
    const { language } = await settingsOf(tx.db, place.chatId, settings);
    const card = { ...place, replyTo: null, language, personId: null, now };
    const common = { duplicates: [], bad: [], looked: {}, lacks: [], names: {}, table: null };
    const { callsOnly, landlines, repeated, madePlain } = placed;
    const cardId = isLookup(channel)
      ? await writeCard(tx, lookupCard, { ...card, body: { ...common, cached: null } })
      : await writeCard(tx, sendCard, {
          ...card,
          body: {
            ...common,
            beside: [],
            callsOnly,
            landlines,
            repeated,
            madePlain,
            resent: false,
            choosing: null,
            zone: null,
            held: null,
          },
        });
    await showOrder(tx, placed.id, cardId);
  },
});
