import type { FormattedString } from '@grammyjs/parse-mode';
import { guardKey } from '../../../messages/guard-key.ts';
import { identityOf } from '../../../messages/wire.ts';
import { decisionOn } from '../../../store/attempts/doubts.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { attemptsOf } from '../../../store/attempts/stored-attempts.ts';
import { lastAttemptOfSame } from '../../../store/orders/guard.ts';
import type { ViewContext } from '../../show/view.ts';
import { liveText } from '../live-time.ts';

/** What is known of a message that was not answered, and who decides about it now. */
export async function doubtLine(
  { locale, db, now, settings }: ViewContext,
  message: Message,
): Promise<string> {
  if (message.doubt_until !== null && message.ready_at !== null) return locale.t('in-doubt-repeating');
  const tries = await attemptsOf(db, message.id);
  const decision = decisionOn(message, tries, ({ committed_at }) => now - committed_at, settings.guard);
  if (decision.kind === 'inquire') return locale.t('in-doubt-asking');
  if (decision.kind !== 'arrived') return locale.t('in-doubt');
  return locale.t(message.doubt_until === null ? 'in-doubt-no-status' : 'in-doubt-arrived');
}

/** Whole seconds until the same text may go to the same number again; 0 when it may go at once. */
export async function guardSeconds({ db, now, settings }: ViewContext, message: Message): Promise<number> {
  const last = await lastAttemptOfSame(db, message, settings.guard, now);
  const { heldMs } = settings.guard;
  if (last === 'queued') return heldMs / 1000;
  return last === null ? 0 : Math.max(0, Math.ceil((last + heldMs - now) / 1000));
}

/** When the same text went to the same number, and when this one can go. */
export async function guardLine(context: ViewContext, message: Message): Promise<FormattedString | string> {
  const { db, locale, now, settings } = context;
  const { heldMs } = settings.guard;
  const last = await lastAttemptOfSame(db, message, settings.guard, now);
  if (message.state !== 'waiting') {
    // Another attempt of its own holds it back when a person has it sent again.
    const until = message.ready_at ?? now;
    return liveText(context, 'queued-guard', until, { sent: locale.time(until - heldMs, now) });
  }
  if (last === 'queued') return locale.t('waiting-guard-queued', { n: heldMs / 1000 });
  if (last !== null) {
    return liveText(context, 'waiting-guard', last + heldMs, { sent: locale.time(last, now) });
  }
  const elsewhere = await lastByOtherAccounts(context, message);
  if (elsewhere === 'queued') return locale.t('waiting-guard-elsewhere-queued');
  if (elsewhere === null) return locale.t('waiting-guard-over');
  return locale.t('waiting-guard-elsewhere', { sent: locale.time(elsewhere, now) });
}

/** The same of other accounts: the provider's guard, and so the sender, does not hold it back for them. */
async function lastByOtherAccounts(
  { db, settings, now }: ViewContext,
  message: Message,
): Promise<number | 'queued' | null> {
  const identity = identityOf(message.request);
  let last: number | null = null;
  for (const account of settings.accounts) {
    if (account === message.account) continue;
    const same = { id: message.id, guard_key: guardKey(account, identity) };
    const at = await lastAttemptOfSame(db, same, settings.guard, now);
    if (at === 'queued') return at;
    if (at !== null) last = Math.max(last ?? 0, at);
  }
  return last;
}
