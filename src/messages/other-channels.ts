import { isNumber } from './recipient.ts';
import { type Channel, type MessageRequest, messageRequest } from './request.ts';

/** Channels that bring any text to a number, the likeliest to get through first. */
const TO_A_NUMBER = ['sms', 'viber', 'call'] as const satisfies readonly Channel[];

/**
 * The same text to the same person by each of the other channels, as it goes when nothing else is said; none for an
 * address or a code.
 * @param channels those that the provider has
 */
export function byOtherChannels(request: MessageRequest, channels: readonly Channel[]): MessageRequest[] {
  if (!('text' in request) || !isNumber(request.to)) return [];
  const { channel, to, text, comment } = request;
  const content = { to, text, ...(comment === undefined ? {} : { comment }) };
  return TO_A_NUMBER.filter((other) => other !== channel && channels.includes(other)).map((other) =>
    messageRequest.parse({ channel: other, ...content }),
  );
}
