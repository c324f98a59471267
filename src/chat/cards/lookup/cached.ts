import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { moneyIn } from '../../money/money.ts';
import type { ViewContext } from '../../show/view.ts';
import { ageWords } from './age.ts';
import type { Cached, LookupBody } from './body.ts';

/** Where a number was asked about: one that is shown as it was found was asked about here, whoever found it. */
export const askedIn = (
  card: Card,
  message: Message,
  { cached }: LookupBody,
): Pick<Message, 'chat_id' | 'campaign'> =>
  cached && message.card_id !== card.id ? { chat_id: card.chat_id, campaign: null } : message;

const saved = ({ locale, settings }: ViewContext, { cost }: Cached): string[] =>
  cost > 0 ? [locale.t('cached-saved', { cost: moneyIn(locale, settings, cost) })] : [];

/** Says of a single number how old what is shown is, and what it did not cost. */
export const cachedLines = (context: ViewContext, cached: Cached, ageMs: number): string[] => [
  [context.locale.t('cached-age', { age: ageWords(context.locale, ageMs) }), ...saved(context, cached)].join(
    ' · ',
  ),
];

/** The same of some of many. */
export const cachedManyLines = (context: ViewContext, cached: Cached): string[] => [
  [
    context.locale.t('cached-many', {
      n: cached.n,
      age: ageWords(context.locale, context.settings.hlrCache),
    }),
    ...saved(context, cached),
  ].join(' · '),
];
