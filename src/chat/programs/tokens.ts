import { createHmac, randomUUID } from 'node:crypto';
import { createToken, liveTokens, RIGHTS, type Right, tokenDigest } from '../../store/programs/tokens.ts';
import { answer, decline } from '../answer.ts';
import { tokenCard } from '../cards/token/body.ts';
import type { Context, Settings } from '../context.ts';
import type { Did } from '../record.ts';
import type { NewToken } from './token-line.ts';

/*
 * A token lets a program call. It is derived from its id and the bot's secret, so that its card can show it for a while,
 * and kept nowhere: the store has its digest, and a copy of the store lets nobody in.
 */

/** So that a search for secrets finds it. */
const PREFIX = 'sco_';

/** The token with this id. */
export const tokenOf = ({ linkKey }: Pick<Settings, 'linkKey'>, id: string): string =>
  PREFIX + createHmac('sha256', linkKey).update(`token ${id}`).digest('base64url');

/** Makes a token and shows it. Null: its name is taken. */
export async function makeToken(context: Context, { name, may, rate, day }: NewToken): Promise<Did | null> {
  const { tx, person, settings, now } = context;
  const taken = [...settings.programs, ...(await liveTokens(tx.db)).map((one) => one.name)];
  if (taken.some((one) => one.toLowerCase() === name.toLowerCase())) {
    return decline(context, 'token-taken', { name });
  }
  const id = randomUUID();
  const rights = sorted(may).join(',');
  await createToken(tx, {
    id,
    name,
    digest: tokenDigest(tokenOf(settings, id)),
    may: rights,
    rate,
    day_cap: day,
    made_by: person.id,
    made_at: now,
  });
  return {
    cardId: await answer(context, tokenCard, { tokenId: id, hidden: false }),
    arg: `add ${name} may=${rights}`,
  };
}

const sorted = (may: readonly Right[]): Right[] => RIGHTS.filter((right) => may.includes(right));
