import type { Message } from '../../../store/attempts/outbox.ts';
import { STOPPED } from '../../../store/campaigns/stopping.ts';
import { waitsOf } from '../../../store/orders/documents.ts';
import { orderByNumber } from '../../../store/orders/orders.ts';
import { lastActionOn } from '../../../store/people/actions.ts';
import { orderNumberOf } from '../../../store/tables/message-id.ts';
import type { ViewContext } from '../../show/view.ts';
import { dateWords, whenWords } from '../../times/when.ts';
import { makerOf, nameById } from '../presser.ts';
import { unreleasedWords } from '../unreleased/words.ts';
import { listed } from '../words.ts';
import { quietAhead } from './quiet-ahead.ts';

/** When something goes, who has stopped it meanwhile, or why it did not go then, and who was told. */
export async function scheduleLine(
  context: ViewContext,
  message: Message,
  reason: 'schedule' | 'stopped' | 'right',
): Promise<string> {
  const { db, locale, settings, now } = context;
  const order = await orderByNumber(db, orderNumberOf(message.id));
  const at = order?.send_at ?? now;
  const { timeZone } = settings;
  if (reason === 'schedule') {
    const line = locale.t('waiting-schedule', { when: whenWords(locale, timeZone, at, now) });
    const { id, quiet } = message;
    const going = { orderNumber: orderNumberOf(id), quiet, total: order?.total ?? 1, sendAt: at };
    return [line, ...(await quietAhead(context, going)).lines].join('\n');
  }
  const when = dateWords(locale, timeZone, at, now);
  if (reason === 'right') {
    const owners = await Promise.all(settings.ownerIds.map((id) => nameById(db, id)));
    const said = await unreleasedWords(context, message.card_id);
    return locale.t(`waiting-${said.why}`, {
      ...said.args,
      when,
      name: await makerOf(context, order),
      owners: listed(locale, owners),
    });
  }
  const stop = message.card_id === null ? undefined : await lastActionOn(db, message.card_id, [STOPPED]);
  const name = stop?.actor_kind === 'person' ? await nameById(db, stop.actor_id) : (stop?.actor_id ?? '—');
  const byShell = stop?.actor_kind === 'system';
  const isSet = order !== undefined && waitsOf(order).includes('schedule');
  return locale.t(isSet ? 'waiting-stopped' : 'waiting-stopped-quiet', {
    when,
    name: byShell ? locale.t('by-shell') : name,
    time: locale.time(stop?.at ?? now, now),
  });
}
