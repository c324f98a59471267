import type { Update } from 'grammy/types';
import { commands } from '../../../commands/index.ts';
import { viewOf } from '../../../src/chat/cards/index.ts';
import { readBody } from '../../../src/chat/cards/kind.ts';
import { type ProblemBody, problemCard } from '../../../src/chat/cards/problem/body.ts';
import { timeMeantCard } from '../../../src/chat/cards/time-meant/body.ts';
import type { Settings } from '../../../src/chat/context.ts';
import { createDispatcher, type Dispatcher } from '../../../src/chat/dispatcher.ts';
import type { Language } from '../../../src/chat/locale.ts';
import { CONSENT } from '../../../src/messages/consent.ts';
import { type Message, messagesFrom, ordered } from '../../../src/store/attempts/outbox.ts';
import { TEAM, writeContacts } from '../../../src/store/book/contacts.ts';
import type { Tx } from '../../../src/store/engine/database.ts';
import { openStore } from '../../../src/store/engine/open.ts';
import { WIRE } from '../outbox.ts';
import { RULES } from '../rules.ts';
import { type Arrived, type SimulatedWire, submitted } from './phones.ts';

/** What came of a line. */
export interface Said {
  /** The card's kind and what it shows, in English; null where the bot said nothing. */
  readonly card: { readonly kind: string; readonly text: string; readonly asks: boolean } | null;
  /** Messages of the order that was made of it, as the provider has them, or would with [Send]. */
  readonly arrived: readonly Arrived[];
  /** Whether some of them leave without another word of anybody. */
  readonly isSent: boolean;
  /** Lines that the card offers in its place, as they can be copied. */
  readonly offers: readonly string[];
  /** Every line on the card that a tap copies. */
  readonly copied: readonly string[];
  /** What was wrong with it; no-consent: it goes to nobody without theirs. */
  readonly problem: string | null;
  /** The time that is set for it (ms). */
  readonly sendAt: number | null;
  /** It is advertising. */
  readonly isAd: boolean;
}

/** Everything that a line does is forgotten again, so that no line knows of another. */
class Forgotten extends Error {
  readonly said: Pick<Said, 'card' | 'problem' | 'sendAt' | 'copied'> & {
    messages: Message[];
    offers: string[];
  };
  constructor(said: Forgotten['said']) {
    super('forgotten');
    this.said = said;
  }
}

/** Says lines to the bot in its owner's private chat, over a store of its own. */
export interface BotPath {
  /** @param consented whose consent is on record */
  say(text: string, wire: SimulatedWire, consented: readonly string[]): Promise<Said>;
  close(): Promise<void>;
}

/** Where what is known was written. */
const KNOWN_BY: SimulatedWire = { ...WIRE, defaultAlphabet: 'gsm' };

const OWNER = { id: 101, is_bot: false, first_name: 'Olga', language_code: 'en' };

const settingsFor = (wire: SimulatedWire): Settings => ({
  ownerIds: [OWNER.id],
  programs: [],
  guard: RULES.guard,
  username: 'demo_bot',
  linkKey: '1:demo',
  language: 'en' as Language,
  timeZone: 'Europe/Moscow',
  country: 'RU',
  currency: 'RUB',
  accounts: ['demo'],
  wire,
  partsPerSecond: 100,
  hlrCache: 0,
  hooksMayBePrivate: false,
  asksProvider: false,
  sendMaxAge: 600_000,
  undoSend: 0,
  askAbove: { parts: 4, cost: null },
  approve: { above: null, cost: null, senders: [] },
  quotaZone: 'UTC',
});

/** A contact whose name nobody types. */
const consenting = (number: string, index: number) => ({
  owner: TEAM,
  key: `zqx${index}`,
  name: `zqx${index}`,
  number,
  fields: { [CONSENT]: 'site form, 2026-11-01' },
  madeBy: OWNER.id,
});

const problemOf = (problem: ProblemBody['problem']): string =>
  problem.kind === 'bad-recipients' && problem.bad.every(({ reason }) => reason === 'no-consent')
    ? 'no-consent'
    : problem.kind;

/** @param known lines that its owner has written before */
export async function openBotPath(known: readonly string[] = []): Promise<BotPath> {
  const store = await openStore('file::memory:', RULES);
  const dispatchers = new Map<SimulatedWire, { settings: Settings; dispatcher: Dispatcher }>();
  let updates = 0;

  function botWith(wire: SimulatedWire) {
    const settings = settingsFor(wire);
    const made = dispatchers.get(wire) ?? {
      settings,
      dispatcher: createDispatcher({ settings, commands, onStranger: () => {}, onPerson: () => {} }),
    };
    dispatchers.set(wire, made);
    return made;
  }

  async function look(tx: Tx, settings: Settings): Promise<Forgotten['said']> {
    const messages = messagesFrom(await ordered(tx.db).orderBy('messages.id').execute());
    const [card, another] = await tx.db.selectFrom('cards').selectAll().execute();
    if (another) throw new Error('the bot answered with two cards');
    if (!card) return { card: null, messages, offers: [], copied: [], problem: null, sendAt: null };
    const order = await tx.db.selectFrom('orders').select('send_at').executeTakeFirst();
    const view = await viewOf({ db: tx.db, settings, now: Date.now() }, card);
    const { text, entities } = typeof view.text === 'string' ? { text: view.text, entities: [] } : view.text;
    const body = readBody(problemCard, card);
    const meant = readBody(timeMeantCard, card);
    const copied = entities
      .filter(({ type }) => type === 'code')
      .map(({ offset, length }) => text.slice(offset, offset + length));
    const offers = (body?.corrections ?? meant?.meant ?? []).length > 0 ? copied : [];
    const several = body?.problem.kind === 'several-commands' ? body.problem : null;
    return {
      card: { kind: card.kind, text, asks: view.asks === true },
      messages,
      // Each of several commands is offered as it was typed, and says what is wrong with it in its turn.
      offers: several ? offers.slice(several.isText ? -1 : offers.length) : offers,
      copied,
      problem: body ? problemOf(body.problem) : meant ? 'no-moment' : null,
      sendAt: order?.send_at ?? null,
    };
  }

  function written(text: string): Update {
    updates += 1;
    const chat = { id: OWNER.id, type: 'private', first_name: OWNER.first_name };
    const date = Math.floor(Date.now() / 1000);
    return { update_id: updates, message: { message_id: updates, from: OWNER, chat, date, text } } as Update;
  }

  for (const line of known) {
    await store.write(async (tx) => {
      await botWith(KNOWN_BY).dispatcher.dispatch(tx, written(line), `update ${updates}`);
      await tx.db.deleteFrom('cards').execute();
    });
  }

  return {
    async say(text, wire, consented) {
      const { settings, dispatcher } = botWith(wire);
      const update = written(text);
      const { messages, ...said } = await store
        .write(async (tx): Promise<never> => {
          await writeContacts(tx, consented.map(consenting), Date.now());
          await dispatcher.dispatch(tx, update, `update ${updates}`);
          throw new Forgotten(await look(tx, settings));
        })
        .catch((error: unknown) => {
          if (error instanceof Forgotten) return error.said;
          throw error;
        });
      const arrived = messages.length === 0 ? [] : await submitted(messages, wire);
      const isSent = messages.some(({ state }) => state !== 'waiting');
      const isAd = messages.some(({ request }) => 'kind' in request && request.kind === 'ad');
      return { ...said, arrived, isSent, isAd };
    },
    close: () => store.close(),
  };
}
