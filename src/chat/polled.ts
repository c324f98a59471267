import { askedOf, POLLED } from '../store/provider/provider-questions.ts';
import { providerWhy } from './money/balance.ts';
import type { ViewContext } from './show/view.ts';

/** When the provider last told of statuses and of incoming messages, and why not since, where it is asked for them. */
export async function polledLines({ db, locale, now }: ViewContext): Promise<string[]> {
  const lines: string[] = [];
  for (const kind of POLLED) {
    const asked = await askedOf(db, { kind, subject: '' });
    if (asked?.due_at == null) continue;
    const { answered_at: at, why } = asked;
    lines.push(
      at === null
        ? locale.t(`polled-${kind}-never`)
        : locale.t(`polled-${kind}`, {
            time: locale.time(at, now),
            age: locale.duration(Math.max(now - at, 0)),
          }),
    );
    if (why !== null) lines.push(locale.t('balance-not-told', { why: providerWhy(locale, why) }));
  }
  return lines;
}
