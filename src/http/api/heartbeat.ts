import { z } from 'zod';
import type { Store } from '../../store/engine/database.ts';
import { timeOf } from '../../store/engine/store-time.ts';
import { beat } from '../../store/watch/heartbeats.ts';
import { watches } from '../../store/watch/watches-at-hand.ts';
import type { Keep } from './keep.ts';
import { Problem } from './problem.ts';
import { type ApiServer, callerOf, type Guarded, PROBLEMS } from './route.ts';

const heard = z
  .object({ watches: z.int().meta({ description: 'How many chats and topics are told when it stays away' }) })
  .meta({ id: 'Heard' });

/** Another program shows that it lives: where it does not, those who watch it are told. */
export function serveHeartbeat(
  server: ApiServer,
  { guarded, keep, store }: { readonly guarded: Guarded; readonly keep: Keep; readonly store: Store },
): void {
  server.post(
    '/heartbeat/:name',
    {
      ...guarded(['heartbeat']),
      schema: {
        summary: 'Show that a program lives which is watched by /watch heartbeat NAME 5m',
        params: z.object({ name: z.string() }),
        response: { 200: heard, ...PROBLEMS },
      },
    },
    async (request) => {
      const { name } = request.params;
      const watching = (await watches(store.db)).filter(({ watched }) => watched.heartbeat?.name === name);
      if (watching.length === 0) {
        throw new Problem(404, 'nobody watches this heartbeat: say /watch heartbeat NAME 5m in a chat');
      }
      await keep(callerOf(request), async (tx) => beat(tx, name, await timeOf(tx)));
      return { watches: watching.length };
    },
  );
}
