import { existsSync } from 'node:fs';
import { v7 as uuid } from 'uuid';
import { type Stopped, stopCampaigns } from './campaigns/stopping.ts';
import { filePath, storeAddress } from './engine/address.ts';
import type { Store } from './engine/database.ts';
import { openStore } from './engine/open.ts';
import { fromShell, StoreRefused } from './engine/refused.ts';
import { StoreInUse } from './engine/sqlite.ts';
import { openBeside } from './engine/sqlite-store.ts';

/** Nothing was stopped, for a reason that is the user's to remove; the message says how. */
class PauseRefused extends StoreRefused {
  override name = 'PauseRefused';
}

/**
 * Stops all campaigns and all that waits for its time, or for quiet hours to end, whether the bot runs or not: what is next
 * is not claimed any more.
 * @throws StoreRefused
 */
async function pauseCampaigns(url: string): Promise<Stopped> {
  const path = filePath(url);
  if (path !== null && !existsSync(path))
    throw new PauseRefused(`DATABASE_URL=${url}: there is no such file`);
  const store = await open(url);
  try {
    const by = { actor_kind: 'system', actor_id: 'shell', chat_id: null, thread_id: null } as const;
    const origin = `shell ${uuid()}`;
    return await store.write((tx) => stopCampaigns(tx, { ...by, origin }, Date.now()));
  } finally {
    await store.close();
  }
}

async function open(url: string): Promise<Store> {
  try {
    return await openStore(url);
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error;
    return openBeside(error.path);
  }
}

/** `npm run pause-campaigns` */
export async function main(rest: readonly string[]): Promise<void> {
  await fromShell(async () => {
    if (rest.length > 0) throw new PauseRefused('it stops all of them: npm run pause-campaigns');
    const { campaigns, scheduled, leftAlone } = await pauseCampaigns(storeAddress());
    const others = [
      ...(scheduled.length > 0 ? [`${scheduled.length} that waited for a set time`] : []),
      ...(leftAlone.length > 0 ? [`${leftAlone.length} that quiet hours held back`] : []),
    ];
    const also = others.length > 0 ? `, with ${others.join(' and ')}` : '';
    console.log(
      campaigns.length + scheduled.length + leftAlone.length === 0
        ? 'No campaign runs.'
        : `Campaigns stopped: ${campaigns.length}${also}. What has not left waits until who started them, or an admin, presses [Resume] on their cards.`,
    );
  });
}
