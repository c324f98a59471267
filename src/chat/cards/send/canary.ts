import { canaryStanding } from '../../../messages/canary.ts';
import { firstOut } from '../../../store/campaigns/canary.ts';
import type { Order } from '../../../store/orders/orders.ts';
import { CAMPAIGN } from '../../../store/tables/coded.ts';
import type { ViewContext } from '../../show/view.ts';
import { liveText } from '../live-time.ts';
import type { Words } from './lines.ts';

/** What the rest of a campaign waits for while its first messages are tried. */
export async function canaryLines(context: ViewContext, order: Order | undefined): Promise<Words[]> {
  if (!order || order.canary === null || order.campaign !== CAMPAIGN.of.running) return [];
  const { until, ...standing } = canaryStanding(await firstOut(context.db, order));
  const args = { ...standing, rest: order.total - standing.of };
  return [
    until === null ? context.locale.t('canary-going', args) : liveText(context, 'canary-out', until, args),
  ];
}
