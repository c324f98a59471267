import type { HookEventRow, HookFacts } from '../../store/programs/hook-events.ts';

/** By it a receiver knows what it was told before: of an event always the same. A store that was restored counts anew. */
export const webhookId = ({ id, at }: HookEventRow): string => `evt_${at.toString(36)}_${id}`;

/** What is posted, as JSON: see docs/api.md. Of an event always the same but for words that are kept no more. */
export function webhookBody({ kind, at, hook_id }: HookEventRow, facts: HookFacts): string {
  const timestamp = new Date(at).toISOString();
  const { of, ...known } = facts;
  if (of === 'test') return JSON.stringify({ type: 'hook.test', timestamp, data: { hook: hook_id } });
  return JSON.stringify({ type: `message.${kind}`, timestamp, data: known });
}
