import { expect, test } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { bot, botMessages, NIKOLAI, until, world } from '../support/bot.ts';

/*
 * One message while something outside misbehaves, switched on as a person would in the demo world: what the phone has
 * in the end, and what the card says.
 */
interface Fault {
  name: string;
  switchOn(around: World): void;
  /** The last line the card must come to. */
  card: RegExp;
  /** How often the phone has the message. */
  received: number;
  /** Cards at the end; a sendMessage of unknown outcome may leave two. */
  cards?: number;
}

const NUMBER = '79991234567';
const smsc = (fault: object) => (around: World) => around.smsc.fault(fault);
const telegram = (fault: object) => (around: World) => around.telegram.fault(fault);

const faults: Fault[] = [
  {
    name: 'the provider throttles three times',
    switchOn: smsc({ fault: 'throttle', times: 3 }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: "the provider's queue is full twice",
    switchOn: smsc({ fault: 'refuse', status: 0x14, times: 2 }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'the provider has a system error once',
    switchOn: smsc({ fault: 'refuse', status: 0x08, times: 1 }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'the provider refuses the sender for good',
    switchOn: smsc({ fault: 'refuse', status: 0x0a, times: 1 }),
    card: /❌ not accepted by the provider.*ESME_RINVSRCADR/,
    received: 0,
  },
  {
    name: 'the connection breaks right after the answer',
    switchOn: smsc({ fault: 'drop', when: 'after-answer', times: 1 }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'the connection breaks before the answer to a submit that was taken',
    switchOn: smsc({ fault: 'drop', when: 'before-answer', times: 1 }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'the connection breaks before the submit was taken',
    switchOn: smsc({ fault: 'drop', when: 'before-submit', times: 1 }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'the provider answers twice',
    switchOn: smsc({ fault: 'answer-twice', times: 1 }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'the answer is late',
    switchOn: smsc({ fault: 'late', seconds: 2, times: 1 }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'receipts are held back',
    switchOn: smsc({ fault: 'hold-receipts', seconds: 2 }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'Telegram asks to slow down twice',
    switchOn: telegram({ fault: '429', retryAfter: 1, times: 2, method: 'editMessageText' }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'Telegram fails with 500 on the card',
    switchOn: telegram({ fault: '500', times: 1, method: 'sendMessage' }),
    card: /✅ delivered/,
    received: 1,
  },
  {
    name: 'Telegram takes the card and does not say so',
    switchOn: telegram({ fault: 'cut-after-accept', times: 1, method: 'sendMessage' }),
    card: /✅ delivered/,
    received: 1,
    cards: 2,
  },
  {
    name: 'Telegram is away for a while',
    switchOn: telegram({ fault: 'outage', seconds: 2 }),
    card: /✅ delivered/,
    received: 1,
  },
];

test.each(faults)(
  '$name: the message and its card end right',
  async ({ switchOn, card, received, cards = 1 }) => {
    const around = await world();
    const running = await bot(around);
    await until(around, async () => (await fetch(`${running.http.url}/readyz`)).ok, 'the bot');
    switchOn(around);
    around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${NUMBER} Hello` });
    const end = await until(around, () =>
      botMessages(around, NIKOLAI).find(({ text }) => card.test(text ?? '')),
    );
    expect(around.smsc.phone(NUMBER)).toHaveLength(received);
    expect(botMessages(around, NIKOLAI).at(-1)?.id).toBe(end.id);
    expect(botMessages(around, NIKOLAI)).toHaveLength(cards);
  },
);
