import { TRIPPED } from '../../../store/campaigns/breaker.ts';
import { UNPAID } from '../../../store/campaigns/campaign-decisions.ts';
import { CANARY_STOPPED } from '../../../store/campaigns/canary.ts';
import { STOPPED } from '../../../store/campaigns/stopping.ts';
import { CHAIN_STOPPED } from '../../../store/chains/chain-stops.ts';
import type { Reader } from '../../../store/engine/database.ts';
import { UNRELEASED } from '../../../store/orders/unreleased.ts';
import type { Audited } from '../../../store/people/audit.ts';
import type { Settings } from '../../context.ts';
import type { Locale } from '../../locale.ts';
import { moneyIn } from '../../money/money.ts';
import { HANDOUT_EXPIRED } from '../handout/expiry.ts';
import { placeName } from '../place-name.ts';
import { nameById } from '../presser.ts';

/** What stood on a button that was pressed; one that no card has any more is called as it was kept. */
function pressWords({ t, has }: Locale, name: string, { arg, card }: Pick<Audited, 'arg' | 'card'>): string {
  const ids = [`audit-press-${card}-${name}`, `audit-press-${name}-${arg}`, `audit-press-${name}`];
  const id = ids.find((one) => has(one)) ?? 'audit-press';
  return t(id, { name, arg: arg ?? '…' });
}

/** What somebody did: "/sms", "[Send]" as it is called there, a reply; or the bot by itself. */
export function deedWords(locale: Locale, did: Pick<Audited, 'what' | 'arg' | 'card'>): string {
  const { t } = locale;
  const { what, arg } = did;
  const [kind, name = ''] = what.split(' ');
  switch (kind) {
    case 'command':
      return arg === null ? `/${name}` : `/${name} ${arg}`;
    case 'press':
      return pressWords(locale, name, did);
    case 'api':
      return `/api/${name}`;
    case 'approval':
      return t(`audit-approval-${name}`);
    case STOPPED:
    case TRIPPED:
    case CANARY_STOPPED:
    case UNPAID:
      return t('audit-stopped');
    case HANDOUT_EXPIRED:
      return t('audit-handout-expired');
    case CHAIN_STOPPED:
      return t('audit-chain-stopped');
    case UNRELEASED:
      return t('audit-unreleased');
    default:
      return t('audit-reply');
  }
}

/** What came of it: "SMS, 12 recipients, 30.00 RUB"; null: nothing was sent. */
export function outcomeWords(
  locale: Locale,
  { channel, recipients, cost }: Pick<Audited, 'channel' | 'recipients' | 'cost'>,
  settings: Pick<Settings, 'currency'>,
): string | null {
  const { t } = locale;
  if (channel === null || recipients === null) return null;
  const price = cost === null ? [] : [moneyIn(locale, settings, cost)];
  return [t(`channel-${channel}`), t('recipients', { n: recipients }), ...price].join(', ');
}

/** By what somebody is known: a person by their name, a program by its token's. */
export const actorName = async (
  db: Reader,
  { t }: Locale,
  { actor_kind, actor_id }: Pick<Audited, 'actor_kind' | 'actor_id'>,
): Promise<string> => {
  if (actor_kind === 'system') return t('stats-system');
  return actor_kind === 'person' ? nameById(db, actor_id) : actor_id;
};

/** From where it was done; null: from no chat. */
export const deedPlace = async (
  db: Reader,
  locale: Locale,
  { chat_id: chatId, thread_id }: Pick<Audited, 'chat_id' | 'thread_id'>,
): Promise<string | null> =>
  chatId === null ? null : placeName({ db, locale }, { chatId, threadId: thread_id ?? 0 });
