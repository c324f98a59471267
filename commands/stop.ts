import { answer, decline } from '../src/chat/answer.ts';
import { stoppedCard } from '../src/chat/cards/stopped/body.ts';
import type { Command } from '../src/chat/command.ts';
import { isOneOf } from '../src/chat/locale.ts';
import { numbersAmid } from '../src/chat/numbers-said.ts';
import { saysOfAll } from '../src/chat/own-words.ts';
import { shorten } from '../src/chat/show/view.ts';
import { stopCampaigns } from '../src/store/campaigns/stopping.ts';

/** What was typed behind it is said back (UTF-16 units). */
const TYPED_LENGTH = 60;

export const stop: Command = {
  // Nobody is asked what is meant while messages leave, unless they say that it is not all of them.
  spec: { name: 'stop', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'operator',
  examples: [''],
  async run(context, { text }) {
    const { tx, person, place, origin, now } = context;
    const words = text.trim();
    const numbers = numbersAmid(context, words);
    if (isOneOf(words, 'typed-stop-list')) return decline(context, 'stop-list-meant');
    if (numbers.length > 0) return decline(context, 'stop-numbers', { numbers: numbers.join(', ') });
    if (!saysOfAll(words)) return decline(context, 'stop-what', { typed: shorten(words, TYPED_LENGTH) });
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
