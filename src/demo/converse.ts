import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningBot } from '../main.ts';
import { isAtRest, MESSAGE_STATES } from '../messages/status.ts';
import { CAMPAIGN, STATE } from '../store/tables/coded.ts';
import { ITS_ORDER } from '../store/tables/message-id.ts';
import type { World } from './world.ts';

/** How long a card may take to come to rest (ms). */
const PATIENCE_MS = 30_000;
/** What goes by itself within this time is waited for, as a reply that can be taken back till then (ms). */
const SOON_MS = PATIENCE_MS / 2;
const LOOK_MS = 50;

const moving = STATE.all(MESSAGE_STATES.filter((state) => !isAtRest(state)));

/** True once every update has been handled, every message has come to rest and every card shows it. */
async function atRest({ store }: RunningBot): Promise<boolean> {
  const { db } = store;
  const busy = await Promise.all([
    db.selectFrom('updates').select('id').where('state', '=', 'waiting').limit(1).executeTakeFirst(),
    db
      .selectFrom('messages')
      .innerJoin('orders', (join) => join.on(ITS_ORDER))
      .select('messages.id')
      .where('messages.state', 'in', moving)
      .where((eb) =>
        // What is queued of a campaign that waits for a word rests with it.
        eb.or([
          eb('messages.state', '!=', STATE.of.queued),
          eb('orders.campaign', 'is', null),
          eb('orders.campaign', '=', CAMPAIGN.of.running),
        ]),
      )
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('orders')
      .select('id')
      .where('waiting_for', '=', 'schedule')
      .where('send_at', '<', Date.now() + SOON_MS)
      .limit(1)
      .executeTakeFirst(),
    // What reads otherwise later than anybody waits here is no more of the answer.
    db
      .selectFrom('cards')
      .select('id')
      .where('due_at', '<', Date.now() + PATIENCE_MS)
      .limit(1)
      .executeTakeFirst(),
  ]);
  return busy.every((row) => row === undefined);
}

/** The chat as the terminal shows it: each message once, and again when it was edited. */
function printer(world: World, chat: number) {
  const printed = new Map<number, string>();
  return () => {
    for (const message of world.telegram.messages(chat)) {
      const buttons = message.buttons.flat().map(({ text }) => `[${text}]`);
      const text = [message.text, message.file && `📎 ${message.file.name}`, buttons.join(' ')]
        .filter(Boolean)
        .join('\n');
      if (printed.get(message.id) === text) continue;
      const who = message.from === chat ? 'You' : printed.has(message.id) ? 'Bot (edited)' : 'Bot';
      printed.set(message.id, text);
      console.log(`${who}: ${text.replaceAll('\n', '\n     ')}\n`);
    }
  };
}

/**
 * Types lines into a person's private chat, one after the other, and prints the conversation as it unfolds.
 * Returns false when a card did not come to rest in time.
 */
export async function converse(
  world: World,
  bot: RunningBot,
  person: number,
  lines: string[],
): Promise<boolean> {
  const print = printer(world, person);
  for (const text of lines) {
    const before = world.telegram.messages(person).length;
    world.telegram.write(person, { from: person, text });
    const deadline = performance.now() + PATIENCE_MS;
    const answered = () => world.telegram.messages(person).length > before + 1;
    while (!(answered() && (await atRest(bot)))) {
      print();
      if (performance.now() > deadline) {
        console.error('A card did not come to rest within 30 s.');
        return false;
      }
      await sleep(LOOK_MS);
    }
    print();
  }
  return true;
}
