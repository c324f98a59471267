import { randomUUID } from 'node:crypto';
import { stopCampaigns } from '../../store/stopping.ts';
import { timeOf } from '../../store/store-time.ts';
import type { Write } from '../bounded-writes.ts';
import { Problem } from './problem.ts';
import { type ApiServer, callerOf, type Guarded, PROBLEMS } from './route.ts';
import { stopped } from './schemas.ts';

/** Stops all campaigns, as /stop does in a chat. */
export function serveStop(
  server: ApiServer,
  { guarded, write }: { readonly guarded: Guarded; readonly write: Write },
): void {
  server.post(
    '/stop',
    {
      ...guarded(['stop']),
      schema: {
        summary: 'Stop all campaigns, until somebody resumes them in their chats',
        response: { 200: stopped, ...PROBLEMS },
      },
    },
    async (request) => {
      const by = {
        actor_kind: 'token',
        actor_id: callerOf(request).name,
        chat_id: null,
        thread_id: null,
        origin: `api stop ${randomUUID()}`,
      } as const;
      let orders: string[] = [];
      const isWritten = await write(async (tx) => {
        orders = await stopCampaigns(tx, by, await timeOf(tx));
      });
      if (!isWritten) throw new Problem(503, 'the store is away', { retryAfter: 1 });
      return { stopped: orders };
    },
  );
}
