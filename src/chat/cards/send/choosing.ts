import { mayChangeSender } from '../../../desk/sender.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import type { SendBody } from './body.ts';
import { senderButtons } from './from.ts';
import { type Timing, timeButtons } from './later.ts';

/** What is asked of a preview in place of whether it goes, with what can be said to that; null: nothing. */
export async function choiceOf(
  context: ViewContext,
  card: Card,
  message: Message,
  timing: Timing,
  { choosing }: Pick<SendBody, 'choosing'>,
): Promise<{ readonly line: string; readonly buttons: Button[][] } | null> {
  if (choosing === 'time')
    return { line: context.locale.t('time-asked'), buttons: timeButtons(context, timing) };
  if (choosing === 'sender' && mayChangeSender(message.channel, timing.waits)) {
    return { line: context.locale.t('from-asked'), buttons: await senderButtons(context, card, message) };
  }
  return null;
}
