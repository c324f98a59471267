import { parseHttpStatus } from '../../src/messages/http-status.ts';
import { AS_GIVEN } from '../../src/messages/receipt-id.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';

/** Numbers of the provider's HTTP API for what became of a message. */
export const HTTP_STATUS = {
  delivered: 1,
  read: 2,
  expired: 3,
  clicked: 4,
  undelivered: 20,
  noMoney: 24,
} as const;

/** The provider's callback tells a status of an id. */
export const tellStatus = (
  store: Store,
  id: string,
  status: keyof typeof HTTP_STATUS,
  now = Date.now(),
): Promise<unknown> =>
  store.write((tx) => {
    const fields = { id, phone: '1', status: String(HTTP_STATUS[status]) };
    const receipt = parseHttpStatus(fields);
    return storeReceipts(tx, 'demo', [{ receipt, via: 'http', raw: JSON.stringify(fields) }], now, AS_GIVEN);
  });
