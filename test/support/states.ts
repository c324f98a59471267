import { stateWithin } from '../../src/messages/campaign.ts';
import type { Reader } from '../../src/store/engine/database.ts';
import { CAMPAIGN, STATE } from '../../src/store/tables/coded.ts';
import { ITS_ORDER } from '../../src/store/tables/message-id.ts';

/** Where all messages stand, as they were written. */
export async function statesOf(db: Reader) {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.state', 'orders.campaign'])
    .orderBy('messages.id')
    .execute();
  return rows.map(({ state, campaign }) =>
    stateWithin(campaign === null ? null : CAMPAIGN.name(campaign), STATE.name(state)),
  );
}
