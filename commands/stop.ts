import { answer, decline } from '../src/chat/answer.ts';
import { stoppedCard } from '../src/chat/cards/stopped/body.ts';
import type { Command } from '../src/chat/command.ts';
import { isOneOf } from '../src/chat/locale.ts';
import { numbersAlone } from '../src/chat/offer.ts';
import { stopCampaigns } from '../src/store/campaigns/stopping.ts';

export const stop: Command = {
  // Nobody is asked what is meant while messages leave, unless numbers or “list” alone stand behind it: those belong to the stop list.
  spec: { name: 'stop', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  examples: [''],
  async run(context, { text }) {
    const { tx, person, place, origin, now } = context;
    const numbers = text.trim() === '' ? [] : numbersAlone(context, text);
    if (isOneOf(text.trim(), 'typed-stop-list')) return decline(context, 'stop-list-meant');
    if (numbers.length > 0) return decline(context, 'stop-numbers', { numbers: numbers.join(', ') });
    const by = {
      actor_kind: 'person',
      actor_id: String(person.id),
      chat_id: place.chatId,
      thread_id: place.threadId,
      origin,
    } as const;
    const { campaigns, scheduled, leftAlone } = await stopCampaigns(tx, by, now);
    const body = {
      orders: [...campaigns, ...scheduled, ...leftAlone],
      scheduled: scheduled.length,
      leftAlone: leftAlone.length,
    };
    return { cardId: await answer(context, stoppedCard, body) };
  },
};
