import { writeCard } from '../../../src/chat/cards/kind.ts';
import { lookupCard } from '../../../src/chat/cards/lookup/body.ts';
import { sendCard } from '../../../src/chat/cards/send/body.ts';
import { retriable } from '../../../src/chat/cards/send/remedies.ts';
import { placeOrder } from '../../../src/desk/order.ts';
import type { MessageContent } from '../../../src/messages/request.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { tallyOfCard } from '../../../src/store/campaigns/tallies.ts';
import { touchCards } from '../../../src/store/chats/cards.ts';
import type { Tx } from '../../../src/store/engine/database.ts';
import { untriedRecipients } from '../../../src/store/orders/again.ts';
import { showOrder } from '../../../src/store/orders/orders.ts';
import { keepRecipients } from '../../../src/store/orders/recipient-lists.ts';
import { EN } from '../languages.ts';
import { countAsBulk } from '../recount.ts';
import type { Placing } from './path.ts';
import { OWNER, type Placed, type StoreWorld } from './store-world.ts';

/** As src/chat/sending/send.ts does it. */
export async function write(
  world: StoreWorld,
  tx: Tx,
  wanted: Pick<Placing, 'to' | 'isDraft' | 'writtenAt'> & {
    content: MessageContent;
    login: string;
    againOf?: string;
  },
  now: number,
): Promise<Placed> {
  const { content, to, login, isDraft, againOf, writtenAt } = wanted;
  const [first = '', ...rest] = to;
  const isCampaign = world.areCampaigns && rest.length > 0;
  const placed = await placeOrder(tx, world.settings(), {
    origin: String(world.orders.length),
    maker: { kind: 'person', id: OWNER },
    place: { chatId: OWNER, threadId: null },
    content,
    recipients: isCampaign ? [first] : to,
    others: isCampaign ? await keepRecipients(tx, rest, now) : undefined,
    account: login,
    againOf,
    isDraft,
    writtenAt,
    now,
  });
  if (!placed) throw new Error('an order that was placed before');
  const card = { chatId: OWNER, threadId: null, replyTo: null, language: EN, personId: OWNER, now };
  const lists = { duplicates: [], bad: [], looked: {}, lacks: [], names: {}, table: null };
  const { callsOnly, landlines, repeated, madePlain } = placed;
  const cardId =
    content.channel === 'hlr'
      ? await writeCard(tx, lookupCard, { ...card, body: { ...lists, cached: null } })
      : await writeCard(tx, sendCard, {
          ...card,
          body: {
            ...lists,
            beside: [],
            callsOnly,
            landlines,
            repeated,
            madePlain,
            resent: false,
            choosing: null,
            held: null,
            zone: null,
          },
        });
  await showOrder(tx, placed.id, cardId);
  // Every other order is counted by what changes, as one of many is.
  if (!isCampaign && world.orders.length % 2 === 1) await countAsBulk(tx.db, placed.id);
  return { id: placed.id, cardId };
}

/** All that failed and may succeed once more, as [Send again] of a list's card has it. */
export async function again(
  world: StoreWorld,
  tx: Tx,
  { id, cardId }: Placed,
  now: number,
): Promise<{ placed: Placed; to: readonly string[] } | null> {
  const [first] = await messagesOfCard(tx.db, cardId, 1);
  const ends = retriable(await tallyOfCard(tx.db, cardId), world.wire);
  const found = await untriedRecipients(tx, id, ends, { after: 0, limit: 1_000 });
  const to = found.map(({ recipient }) => recipient);
  if (!first || to.length === 0) return null;
  const { to: _, ...content } = first.request;
  const wanted = { content, to, login: first.account, isDraft: true, againOf: id, writtenAt: now };
  const placed = await write(world, tx, wanted, now);
  await touchCards(tx, [cardId], now);
  return { placed, to };
}
