import { z } from 'zod';
import type { Store } from '../../store/engine/database.ts';
import { timeOf } from '../../store/engine/store-time.ts';
import { keepAlertGroup } from '../../store/watch/alert-groups.ts';
import { watches } from '../../store/watch/watches-at-hand.ts';
import { groupFor } from '../../watch/alert-group.ts';
import { alertmanagerCall, groupOf, resolvedAt } from './alertmanager.ts';
import type { Keep } from './keep.ts';
import { type ApiServer, callerOf, type Guarded, PROBLEMS } from './route.ts';

/** Octets: a group may have thousands of alerts, and what is refused for its length is not told again. */
const BODY_LIMIT = 4 * 1024 * 1024;

const told = z
  .object({
    watches: z.int().meta({ description: 'How many chats and topics are told of it: see /watch alerts' }),
  })
  .meta({ id: 'Told' });

/** Alerts of monitoring: the chats that watch them are told by one message a group. */
export function serveAlerts(
  server: ApiServer,
  { guarded, keep, store }: { readonly guarded: Guarded; readonly keep: Keep; readonly store: Store },
): void {
  server.post(
    '/alerts',
    {
      ...guarded(['alerts']),
      bodyLimit: BODY_LIMIT,
      schema: {
        summary:
          "Alertmanager's webhook, version 4, or Grafana's: one group is one message, edited as it goes on and when it is over",
        body: alertmanagerCall,
        response: { 200: told, ...PROBLEMS },
      },
    },
    async (request) => {
      const { body } = request;
      const caller = callerOf(request);
      // Groups of two Alertmanagers may be called the same: each has a token of its own.
      const name = JSON.stringify([caller.name, body.groupKey]);
      const all = (await watches(store.db)).filter(({ watched }) => watched.kind === 'alerts');
      const asked = all.map(({ watched }) => watched.labels ?? {});
      // Alertmanager comes again after a 5xx, and after nothing else.
      const group = await keep(caller, async (tx) => {
        const now = await timeOf(tx);
        const firing = groupOf(body, { now, asked });
        await keepAlertGroup(tx, name, firing, now, resolvedAt(body, now));
        return firing;
      });
      return { watches: asked.filter((labels) => !group || groupFor(labels, group)).length };
    },
  );
}
