import type { Reader, Tx } from '../../store/engine/database.ts';
import { createHook, MOST_HOOKS } from '../../store/programs/hooks.ts';
import { allHooks, type Hook } from '../../store/programs/hooks-at-hand.ts';
import type { HookSuspension } from '../../store/tables/program-schema.ts';
import { answer, decline } from '../answer.ts';
import { hookCard } from '../cards/hook/body.ts';
import { writeCard } from '../cards/kind.ts';
import { type ChatSettings, type Context, settingsOf } from '../context.ts';
import { may, roleOf } from '../people/access.ts';
import type { Did } from '../record.ts';
import type { NewHook } from './hook-line.ts';

/** Makes a hook and shows its secret. Null: it is told already, or there are too many. */
export async function makeHook(context: Context, { url, events }: NewHook): Promise<Did | null> {
  const { tx, person, settings, now } = context;
  const hooks = await allHooks(tx.db);
  const same = hooks.find((hook) => hook.url === url);
  if (same) return decline(context, 'hook-there', { n: same.id });
  if (hooks.length >= MOST_HOOKS) return decline(context, 'hook-too-many', { n: MOST_HOOKS });
  const id = await createHook(tx, { url, events, by: person.id, key: settings.linkKey, now });
  return {
    cardId: await answer(context, hookCard, { hookId: id, hidden: false }),
    arg: `add ${new URL(url).host} events=${events.join(',')}`,
  };
}

/** Who may have hooks told something, and who hears that one is told nothing any more. */
export const keepersOfHooks = (settings: ChatSettings & { readonly ownerIds: readonly number[] }) => ({
  mayKeep: async (db: Reader, personId: number): Promise<boolean> =>
    may(await roleOf(db, settings.ownerIds, personId), 'admin'),

  /** Whoever made it; where that is no admin any more, the owners. */
  async tellSuspended(tx: Tx, { id, made_by }: Hook, why: HookSuspension, now: number): Promise<void> {
    for (const chatId of why === 'role' ? settings.ownerIds : [made_by]) {
      const { language } = await settingsOf(tx.db, chatId, settings);
      const place = { chatId, threadId: null, replyTo: null, language, personId: null, now };
      await writeCard(tx, hookCard, { ...place, body: { hookId: id, hidden: true } });
    }
  },
});
