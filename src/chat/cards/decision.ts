import type { Approval } from '../../store/orders/approvals.ts';
import { shorten, type ViewContext } from '../show/view.ts';
import { nameById } from './presser.ts';

/** Why somebody rejected it, as they wrote it, is cut here (UTF-16 units). */
const WHY_LENGTH = 200;

/** What a second person said, who it was, and when; for one who was not waited for any longer, that. */
export async function decisionLine(
  { db, locale, now }: Pick<ViewContext, 'db' | 'locale' | 'now'>,
  approval: Approval | undefined,
): Promise<string> {
  const { t } = locale;
  if (!approval?.outcome) return t('approval-withdrawn');
  const { outcome, decided_by, decided_at, expires_at, reason, words } = approval;
  const name = await nameById(db, decided_by);
  const time = locale.time(outcome === 'expired' ? expires_at : (decided_at ?? now), now);
  if (outcome !== 'rejected') return t(`approval-${outcome}`, { name, time });
  const why = words === null ? reason && t(`rejected-for-${reason}`) : shorten(words, WHY_LENGTH);
  return why ? t('approval-rejected-why', { name, time, why }) : t('approval-rejected', { name, time });
}
