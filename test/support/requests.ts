import { PROFILES } from '../../src/messages/provider.ts';
import { type MessageRequest, RequestRefused } from '../../src/messages/request.ts';
import { toWire, type WireOptions } from '../../src/messages/wire.ts';

export const to = '79991234567';

export const options: WireOptions = {
  ...PROFILES['smsc.ru'],
  ...PROFILES['smsc.ru'].habits,
  defaultAlphabet: 'gsm',
  sender: 'SHOP',
};

/** An SMS to {@link to}. */
export function sms(text: string, more: object = {}): MessageRequest {
  return { channel: 'sms', to, text, ...more };
}

/** Why `toWire` refuses the request, or null when it goes. */
export function refusal(request: MessageRequest, wireOptions = options): unknown {
  try {
    toWire(request, wireOptions, 1);
  } catch (error) {
    if (error instanceof RequestRefused) return error.reason;
    throw error;
  }
  return null;
}
