import { randomUUID } from 'node:crypto';
import { stopCampaigns } from '../../store/campaigns/stopping.ts';
import { timeOf } from '../../store/engine/store-time.ts';
import type { Keep } from './keep.ts';
import { type ApiServer, callerOf, type Guarded, PROBLEMS } from './route.ts';
import { stopped } from './schemas.ts';

/** What is to be stopped is tried again soon (s). */
const COME_AGAIN = 1;

/** Stops all campaigns, as /stop does in a chat. */
export function serveStop(
  server: ApiServer,
  { guarded, keep }: { readonly guarded: Guarded; readonly keep: Keep },
): void {
  server.post(
    '/stop',
    {
      ...guarded(['stop']),
      schema: {
        summary:
          'Stop all campaigns, all that waits for a set time, and all that quiet hours hold back, until somebody resumes them in their chats',
        response: { 200: stopped, ...PROBLEMS },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const by = {
        actor_kind: 'token',
        actor_id: caller.name,
        chat_id: null,
        thread_id: null,
        origin: `api stop ${randomUUID()}`,
      } as const;
      const { campaigns, scheduled, leftAlone } = await keep(
        caller,
        async (tx) => stopCampaigns(tx, by, await timeOf(tx)),
        COME_AGAIN,
      );
      return { stopped: [...campaigns, ...scheduled, ...leftAlone] };
    },
  );
}
