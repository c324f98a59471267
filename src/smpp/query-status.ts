import { type AddressTypes, typeOf } from '../messages/source.ts';
import type { StoredAttempt } from '../store/attempts/stored-attempts.ts';
import type { QueryAnswer } from '../store/receipts/queries.ts';
import type { Bind } from './bind.ts';

/** What QUERY_SM (SMPP 3.4, 4.8) says of an attempt, asked by its own host where that can be had. */
export async function queryStatus(
  binds: readonly Bind[],
  { provider_id, source, host }: StoredAttempt,
  sourceTypes: AddressTypes,
): Promise<QueryAnswer> {
  const open = binds.filter(({ ready }) => ready);
  const bind = open.find((one) => one.host === host) ?? open[0];
  const messageId = provider_id ?? '';
  const outcome = await bind?.link.query({
    messageId,
    source: { address: source, ...typeOf(source, sourceTypes) },
  });
  if (outcome?.kind !== 'answered') {
    return { providerId: messageId, commandStatus: null, messageState: null, error: null };
  }
  const { status, state, error } = outcome;
  return { providerId: messageId, commandStatus: status, messageState: state, error };
}
