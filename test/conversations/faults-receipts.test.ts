import type { Pdu } from 'smpp';
import { expect, onTestFinished, test } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { bot, botMessages, NIKOLAI, until, world } from '../support/bot.ts';
import { type DrivenClock, drivenClock } from '../support/driven-clock.ts';
import { type StubConnection, StubSmsc } from '../support/stub-smsc.ts';

/*
 * Receipts as SMSCs really send them, by one that a test plays itself: what the card says in the end.
 */
const NUMBER = '79991234567';

type Words = 'DELIVRD' | 'UNDELIV' | 'ENROUTE';

function receipt(connection: StubConnection | undefined, id: string, stat: Words, error = '000'): void {
  connection?.send('deliver_sm', {
    source_addr: NUMBER,
    destination_addr: 'SHOP',
    esm_class: 4,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:2611230800 done date:2611230801 stat:${stat} err:${error} text:`,
  });
}

interface Played {
  readonly clock: DrivenClock;
  readonly around: World;
  readonly smsc: StubSmsc;
  readonly running: Awaited<ReturnType<typeof bot>>;
}

/** The bot with an SMSC that answers nothing but what `onSubmit` says. */
async function play(
  onSubmit: (pdu: Pdu, connection: StubConnection) => void,
  settings: Record<string, string> = {},
  binds = 1,
): Promise<Played> {
  const clock = drivenClock();
  const around = await world();
  const smsc = await StubSmsc.listen({ submit_sm: onSubmit });
  onTestFinished(() => smsc.close());
  const running = await bot(around, { SMPP_HOSTS: `127.0.0.1:${smsc.port}`, ...settings });
  await until(around, async () => (await running.metric('smpp_bound')) === binds, 'all binds');
  return { clock, around, smsc, running };
}

const say = ({ around }: Played, text: string) => around.telegram.write(NIKOLAI, { from: NIKOLAI, text });

/** Edits of a card come at Telegram's pace, for which nobody waits here. */
const untilCard = ({ clock, around }: Played, state: RegExp) =>
  until(
    around,
    async () => {
      await clock.pass(1 / 60);
      return state.test(botMessages(around, NIKOLAI).at(-1)?.text ?? '');
    },
    String(state),
  );

/** Deliveries that the bot has answered, by their command_status. */
const answers = ({ smsc }: Played) =>
  smsc.connections.flatMap(({ pdus }) =>
    pdus
      .filter(({ command }) => command === 'deliver_sm_resp')
      .map(({ command_status }) => command_status ?? 0),
  );

test('a receipt that comes before the answer is on the card as soon as the answer is there', async () => {
  let submit: Pdu | undefined;
  const played = await play((pdu, connection) => {
    submit = pdu;
    receipt(connection, 'early-1', 'DELIVRD');
  });
  say(played, `/sms +${NUMBER} Hello`);
  await until(played.around, () => answers(played).length === 1, 'the receipt to be taken');
  expect(answers(played)).toEqual([0]);
  expect(botMessages(played.around, NIKOLAI).at(-1)?.text ?? '').not.toContain('delivered');

  if (submit) played.smsc.connections[0]?.answer(submit, { message_id: 'early-1' });
  await untilCard(played, /✅ delivered/);
  expect(botMessages(played.around, NIKOLAI)).toHaveLength(1);
});

test('receipts for unknown ids, twice, out of order and against the end change nothing on the card', async () => {
  const played = await play((pdu, connection) => connection.answer(pdu, { message_id: 'known-1' }));
  const [connection] = played.smsc.connections;
  say(played, `/sms +${NUMBER} Hello`);
  await untilCard(played, /handed over, id known-1/);
  receipt(connection, 'nobody-knows', 'UNDELIV', '001');
  await until(played.around, () => answers(played).length === 1, 'the unknown one');
  expect(botMessages(played.around, NIKOLAI).at(-1)?.text).toContain('handed over, id known-1');

  receipt(connection, 'known-1', 'DELIVRD');
  await untilCard(played, /✅ delivered/);
  const end = botMessages(played.around, NIKOLAI).at(-1)?.text;
  receipt(connection, 'known-1', 'DELIVRD');
  receipt(connection, 'known-1', 'ENROUTE');
  receipt(connection, 'known-1', 'UNDELIV', '001');
  await until(played.around, () => answers(played).length === 5, 'the others');
  say(played, '/error 1');
  await untilCard(played, /does not exist/);
  expect(botMessages(played.around, NIKOLAI)[0]?.text).toBe(end);
  expect(answers(played)).toEqual([0, 0, 0, 0, 0]);
  expect(await played.running.metric('smpp_receipts_total{state="delivered"}')).toBe(2);
  expect(await played.running.metric('smpp_receipts_total{state="undelivered"}')).toBe(2);
});

test.each([
  { last: 'DELIVRD', error: '000', end: /✅ delivered/ },
  { last: 'UNDELIV', error: '001', end: /❌ not delivered: subscriber does not exist \(1\)/ },
] as const)('parts settle as one when the last of them is $last', async ({ last, error, end }) => {
  let part = 0;
  const played = await play((pdu, connection) => connection.answer(pdu, { message_id: `part-${++part}` }), {
    SMPP_LONG: 'udh',
  });
  const [connection] = played.smsc.connections;
  say(played, `/sms +${NUMBER} ${'a long text '.repeat(30)}`);
  await untilCard(played, /handed over, id part-1, part-2, part-3/);
  receipt(connection, 'part-3', 'DELIVRD');
  receipt(connection, 'part-1', 'DELIVRD');
  await until(played.around, () => answers(played).length === 2, 'two of three');
  expect(botMessages(played.around, NIKOLAI).at(-1)?.text).toContain('handed over');
  receipt(connection, 'part-2', last, error);
  await untilCard(played, end);
  expect(botMessages(played.around, NIKOLAI)).toHaveLength(1);
});

const PAIRS: { name: string; settings: Record<string, string>; submits: string }[] = [
  { name: 'two transceivers', settings: { SMPP_BINDS: '2' }, submits: 'bind_transceiver' },
  { name: 'a transmitter and a receiver', settings: { SMPP_BIND: 'split' }, submits: 'bind_transmitter' },
];

test.each(PAIRS)(
  'of $name the other one brings the receipt, and the card is right',
  async ({ settings, submits }) => {
    let by: StubConnection | undefined;
    const played = await play(
      (pdu, connection) => {
        by = connection;
        connection.answer(pdu, { message_id: 'over-there' });
      },
      settings,
      2,
    );
    say(played, `/sms +${NUMBER} Hello`);
    await untilCard(played, /handed over, id over-there/);
    expect(by?.pdus[0]?.command).toBe(submits);
    receipt(
      played.smsc.connections.find((one) => one !== by),
      'over-there',
      'DELIVRD',
    );
    await untilCard(played, /✅ delivered/);
    await until(played.around, () => answers(played).length > 0, 'the answer to the receipt');
    expect(answers(played)).toEqual([0]);
  },
);
