import { alertCard } from '../../src/chat/cards/alert/body.ts';
import { isFailed } from '../../src/messages/status.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { CHANNEL, STATE } from '../../src/store/tables/coded.ts';
import { ITS_ORDER } from '../../src/store/tables/message-id.ts';
import { kills } from './kills.ts';
import { type AskedSummary, areShown, askSummaries, misSummed } from './summaries.ts';
import { OWNER, type Town } from './town/town.ts';
import type { Look, Trouble } from './under-load.ts';

/** So far apart Telegram asks to slow down, ms. */
const SLOWED_MS = 2_500;
/** What another instance switches on is known everywhere by then, ms. */
const KNOWN_MS = 5_000;

/**
 * Kills, while the owner is told of each failure, others get a summary of the day, and Telegram asks to slow down again and
 * again.
 */
export function alerts(): { readonly trouble: Trouble; readonly look: Look } {
  let asked: readonly AskedSummary[] = [];
  return {
    async trouble(stage) {
      asked = askSummaries(stage);
      return { ...(await killsInAlerts(stage)), isAtRest: async () => areShown(stage.town, asked) };
    },
    look: async (store, town) => [...(await misTold(store, town)), ...(await misSummed(store, town, asked))],
  };
}

const killsInAlerts: Trouble = async (stage) => {
  const { telegram } = stage.town;
  telegram.write(OWNER, { from: OWNER, text: '/watch failed' });
  let slowed = 0;
  const timer = setInterval(() => {
    const method = stage.random.pick(['sendMessage', 'editMessageText']);
    telegram.fault({ fault: '429', retryAfter: 1, times: stage.random.between(1, 3), method });
    slowed += 1;
  }, SLOWED_MS);
  const done = await kills(stage).finally(() => clearInterval(timer));
  return { ...done, notes: [`asked to slow down ${slowed} times`] };
};

/** Failures that were told by no message or by two, and messages that show another count than the store has. */
async function misTold({ db }: Store, town: Town): Promise<string[]> {
  const watch = await db
    .selectFrom('watches')
    .select('made_at')
    .where('chat_id', '=', OWNER)
    .executeTakeFirst();
  if (!watch) return ['nothing was watched'];
  const events = await db.selectFrom('events').select(['alert_id', 'count', 'messages']).execute();
  const wrong: string[] = [];
  const told = new Map<number, number>();
  for (const { alert_id, count, messages } of events) {
    const ids = JSON.parse(messages) as number[];
    if (alert_id === null) wrong.push(`not told: ${messages}`);
    if (ids.length !== count) wrong.push(`${count} are not ${messages}`);
    for (const id of ids) told.set(id, (told.get(id) ?? 0) + 1);
  }
  const messages = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.id', 'messages.state', 'messages.ended_at'])
    // Look-ups tell of phones: nothing of them failed.
    .where('orders.channel', 'not in', [CHANNEL.of.hlr, CHANNEL.of.ping])
    .execute();
  for (const { id, state, ended_at } of messages) {
    const isWatched = isFailed(STATE.name(state)) && (ended_at ?? 0) > watch.made_at + KNOWN_MS;
    if (isWatched && !told.has(id)) wrong.push(`the failure of message ${id} is in no alert`);
    if ((told.get(id) ?? 0) > 1) wrong.push(`message ${id} is in ${told.get(id)} alerts`);
  }
  if (told.size === 0) wrong.push('nothing failed');
  return [...wrong, ...(await misShown({ db }, town))];
}

/** Alerts whose message shows another count than their events make. */
async function misShown({ db }: Pick<Store, 'db'>, { telegram }: Town): Promise<string[]> {
  const cards = await db
    .selectFrom('alerts')
    .innerJoin('cards', 'cards.id', 'alerts.card_id')
    .innerJoin('events', 'events.alert_id', 'alerts.id')
    .select('cards.telegram_id')
    .select((eb) => eb.fn.sum<number>('events.count').as('count'))
    .where('cards.kind', '=', alertCard.name)
    .groupBy('cards.telegram_id')
    .execute();
  const shown = new Map(telegram.messages(OWNER).map(({ id, text }) => [id, text]));
  return cards.flatMap(({ telegram_id, count }) => {
    const text = shown.get(telegram_id ?? 0) ?? '';
    const [isAlert, n = '1'] = /^🔴 (?:(\S+) )?not delivered/i.exec(text) ?? [];
    const isRight = isAlert !== undefined && Number(n.replace(/\D/g, '')) === Number(count);
    return isRight ? [] : [`an alert of ${count} shows: ${text}`];
  });
}
