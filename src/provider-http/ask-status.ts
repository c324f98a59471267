import { messageStateOf } from '../messages/receipt-text.ts';
import type { StoredAttempt } from '../store/attempts/stored-attempts.ts';
import type { QueryAnswer } from '../store/receipts/queries.ts';
import type { ProviderClient } from './client.ts';
import { ProviderRefused, ProviderUnreachable } from './problems.ts';

/** ESME_RQUERYFAIL (SMPP 3.4, 5.1.3): the provider knows no such message. */
const UNKNOWN_MESSAGE = 0x67;

/** What status.php says of an attempt that has an id. */
export async function askStatus(
  client: Pick<ProviderClient, 'status'>,
  { provider_id }: Pick<StoredAttempt, 'provider_id'>,
  recipient: string,
): Promise<QueryAnswer> {
  const providerId = provider_id ?? '';
  const nothing = { providerId, commandStatus: null, messageState: null, error: null };
  try {
    const [told] = await client.status([{ phone: recipient, id: providerId }]);
    if (!told) return { ...nothing, commandStatus: UNKNOWN_MESSAGE };
    const messageState = told.state === null ? null : messageStateOf(told.state);
    return { providerId, commandStatus: 0, messageState, error: told.error };
  } catch (error) {
    if (!(error instanceof ProviderRefused || error instanceof ProviderUnreachable)) throw error;
    return nothing;
  }
}
