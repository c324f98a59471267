import { setTimeout as pause } from 'node:timers/promises';
import { isFailed } from '../../src/messages/status.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { Random } from '../support/random.ts';
import { Hearing } from './doors/hearing.ts';
import { API_TOKENS, Shop } from './doors/shop.ts';
import { seldomKills } from './kills.ts';
import { Screen } from './town/screen.ts';
import { OWNER } from './town/town.ts';
import { type Load, type Look, type Stage, type Trouble, USUAL } from './under-load.ts';

/** Things ordered by HTTP a second. */
const ORDERED_A_SECOND = 2;
/** A hook is told what happens for so long before it is switched off, ms. */
const HEARS_MS = { least: 1_500, most: 6_000 };
/** An address that wants no more is told something, and is known to by then, ms. */
const OFF_MS = 8_000;
/** What another instance switches on is known everywhere by then, ms. */
const KNOWN_MS = 5_000;

const LOAD: Load = { ...USUAL, settings: { API_TOKENS, HOOK_ALLOW_PRIVATE: 'true' } };

/** Kills, while a program has messages sent by HTTP and another is told what becomes of them. */
export function doors(): { readonly trouble: Trouble; readonly load: Load; readonly look: Look } {
  let shop: Shop | null = null;
  let hearing: Hearing | null = null;
  return {
    load: LOAD,

    async trouble(stage) {
      const { town, random, until } = stage;
      const posts = new Shop(town, new Random(random.between(1, 2 ** 31)), until);
      const hears = await Hearing.open(new Random(random.between(1, 2 ** 31)));
      [shop, hearing] = [posts, hears];
      const switching = switchOnAndOff(stage, hears);
      const timer = setInterval(() => posts.order(), 1000 / ORDERED_A_SECOND);
      const launch: Stage['launch'] = (slot, killAt) => {
        const bot = stage.launch(slot, killAt);
        void bot.httpUrl.then((url) => posts.urls.set(slot, url));
        return bot;
      };
      const done = await seldomKills({ ...stage, launch }).finally(() => clearInterval(timer));
      await Promise.all([posts.placed(), switching]);
      const ran = `${posts.orders.length} orders in ${posts.calls} calls`;
      const off = hears.addresses.filter(({ offAt }) => offAt !== null).length;
      return {
        ...done,
        notes: [`${ran} by HTTP`, `${off} hooks switched off`],
        isAtRest: async () => (await posts.isAtRest()) && hears.isQuiet() && performance.now() > until,
      };
    },

    async look(store) {
      if (!shop || !hearing) return ['nothing was open'];
      hearing.close();
      return [
        ...shop.judge(),
        ...hearing.judge(),
        ...(await misplaced(store, shop)),
        ...(await untold(store, hearing)),
      ];
    },
  };
}

const secretIn = (text: string): string => /whsec_[\w+/=]+/.exec(text)?.[0] ?? '';

/** The first address hears all of it; others come, and are switched off or want no more. */
async function switchOnAndOff(stage: Stage, hearing: Hearing): Promise<void> {
  const { random, until, complain, town } = stage;
  const screen = new Screen(town.telegram);
  const secrets = new Set(['']);
  while (performance.now() < until) {
    const address = hearing.address();
    const after = screen.write(OWNER, OWNER, `/hook add ${address.url}`);
    const isNew = (text: string) => !secrets.has(secretIn(text));
    const card = await screen.shows({ chat: OWNER, words: isNew, after }, /Hook \d+:/);
    if (card === null) return complain(`${address.path} was never switched on`);
    address.secret.resolve(secretIn(card.text));
    secrets.add(secretIn(card.text));
    if (secrets.size === 2) continue;
    await pause(random.between(HEARS_MS.least, HEARS_MS.most));
    const [hook = ''] = /Hook \d+/.exec(card.text) ?? [];
    const shown = { chat: OWNER, words: `${hook}:`, after };
    if (random.chance(0.3)) {
      address.isGone = true;
      const isOff = await screen.shows(shown, /Switched off/, OFF_MS);
      if (isOff) address.offAt = Date.now();
    }
    const removed = { chat: OWNER, words: `${hook} is removed`, after };
    const isRemoved = await screen.press(shown, { from: OWNER, button: 'Remove', says: /./, on: removed });
    if (!isRemoved) return complain(`${address.path} stayed on`);
    address.offAt ??= Date.now();
  }
}

/** Orders that are not there, or more than once. */
async function misplaced({ db }: Store, { orders }: Shop): Promise<string[]> {
  const rows = await db.selectFrom('orders').select('request').where('maker', '=', 'token').execute();
  const placed = rows.map(({ request }) => /\bd\d+x\d+\b/.exec(request)?.[0] ?? request);
  const counts = Map.groupBy(placed, (word) => word);
  return orders
    .filter(({ word }) => counts.get(word)?.length !== 1)
    .map(({ word }) => `${word} was ordered ${counts.get(word)?.length ?? 0} times`);
}

/** What happened, by the store, and was not heard where all of it was to be. */
async function untold({ db }: Store, hearing: Hearing): Promise<string[]> {
  const [all] = hearing.addresses;
  const hook = await db.selectFrom('hooks').select(['id', 'made_at']).orderBy('id').executeTakeFirst();
  if (!all || !hook) return ['nobody was told anything'];
  const since = hook.made_at + KNOWN_MS;
  const taken = hearing.taken(all);
  const messages = await db.selectFrom('messages').select(['id', 'state', 'ended_at']).execute();
  const incoming = await db.selectFrom('incoming').select(['id', 'received_at']).execute();
  const left = await db.selectFrom('hook_events').select('subject').where('hook_id', '=', hook.id).execute();
  const isTold = (id: number | string, type: string) => taken.get(String(id))?.has(`message.${type}`);
  const ended = messages.flatMap(({ id, state, ended_at }) => {
    const name = STATE.name(state);
    const type = name === 'delivered' ? name : isFailed(name) ? 'failed' : null;
    const isLate = type !== null && (ended_at ?? 0) > since;
    return isLate && !isTold(id, type) ? [`that message ${id} is ${name} was not told`] : [];
  });
  const came = incoming
    .filter(({ id, received_at }) => received_at > since && !isTold(id, 'incoming'))
    .map(({ id }) => `that ${id} came in was not told`);
  return [...ended, ...came, ...left.map(({ subject }) => `${subject} waits to be told yet`)];
}
