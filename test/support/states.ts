import { STATE } from '../../src/store/coded.ts';
import type { Reader } from '../../src/store/database.ts';

/** Where all messages stand, as they were written. */
export const statesOf = async (db: Reader) =>
  (await db.selectFrom('messages').select('state').orderBy('id').execute()).map(({ state }) =>
    STATE.name(state),
  );
