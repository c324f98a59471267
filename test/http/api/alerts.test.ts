import { expect, test } from 'vitest';
import { alertRounds } from '../../../src/chat/alerts.ts';
import { api } from '../../support/api.ts';
import { chatForTest, GROUP, OLGA, SETTINGS, type Shown } from '../../support/chat.ts';

const ENGLISH = { ...OLGA, language_code: 'en' };
const TOPIC = 7;
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** As Alertmanager's documentation has it (webhook_config). */
const alert = (instance: string, status = 'firing', more: object = {}) => ({
  status,
  labels: { alertname: 'InstanceDown', instance, job: 'node', severity: 'critical', ...more },
  annotations: {
    summary: `Instance ${instance} down`,
    description: 'It has been down for more than 5 minutes.',
  },
  startsAt: '2026-11-27T09:00:00.418Z',
  endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-11-27T09:10:00.418Z',
  generatorURL: 'http://prometheus:9090/graph?g0.expr=up',
  fingerprint: 'b4c7ec2e8d2a2d2e',
});
const call = (alerts: object[], more: object = {}) => ({
  receiver: 'chat',
  status: alerts.some((one) => (one as { status: string }).status === 'firing') ? 'firing' : 'resolved',
  alerts,
  groupLabels: { alertname: 'InstanceDown' },
  commonLabels: { alertname: 'InstanceDown', job: 'node', severity: 'critical' },
  commonAnnotations: {},
  externalURL: 'http://alertmanager:9093',
  version: '4',
  groupKey: '{}:{alertname="InstanceDown"}',
  truncatedAlerts: 0,
  ...more,
});

async function watching(...lines: [line: string, chat: number, thread?: number][]) {
  const chat = await chatForTest();
  for (const [line, id, thread] of lines) {
    await chat.say(ENGLISH, line, { chat: id, ...(thread === undefined ? {} : { thread }) });
  }
  await chat.say(ENGLISH, '/lang en', { chat: GROUP });
  const { call: post } = await api(chat.store);
  const tell = alertRounds(chat.store, SETTINGS);
  let now = Date.now();
  return {
    chat,
    post: (body: object) => post('POST /api/alerts', body),
    /** The cards that a round brings. */
    async told(later = 2 * SECOND): Promise<Shown[]> {
      now += later;
      await tell(now);
      return (await chat.update({})).cards.filter(({ card }) => card.kind === 'alert');
    },
  };
}

test('a group is one message: told when it fires, edited when more fires and when it is resolved', async () => {
  const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);

  expect(await post(call([alert('db1')]))).toMatchObject({ status: 200, body: { watches: 1 } });
  const [card, ...others] = await told();
  if (!card) throw new Error('nothing was told');
  expect(others).toEqual([]);
  expect(card.text).toMatch(
    /^🚨 InstanceDown · critical · since .*\n• instance=db1 job=node: Instance db1 down$/,
  );
  expect(card.buttons).toEqual(['Ack', 'Mute 1h', 'Mute 8h', 'Mute until 9:00']);

  await post(call([alert('db1'), alert('db2')]));
  expect(await told()).toEqual([]);
  expect((await chat.look(card)).text).toMatch(
    /^🚨 InstanceDown · critical · 2 firing, since .*\n• instance=db1: Instance db1 down\n• instance=db2: Instance db2 down$/,
  );

  await post(call([alert('db1', 'resolved'), alert('db2')]));
  await told();
  expect((await chat.look(card)).text).toMatch(/\n• instance=db2 job=node: Instance db2 down\nresolved: 1$/);
  expect((await chat.look(card)).text).not.toContain('db1');

  await post(call([alert('db1', 'resolved'), alert('db2', 'resolved')]));
  expect(await told()).toEqual([]);
  expect((await chat.look(card)).text).toMatch(/^✅ InstanceDown · critical · resolved at .*, it lasted /);
});

test('labels choose the chat or topic, and each is told of what it asks for alone', async () => {
  const { post, told } = await watching(
    ['/watch alerts severity=critical', GROUP, TOPIC],
    ['/watch alerts severity=warning,info', OLGA.id],
  );
  const both = call([alert('db1'), alert('db2', 'firing', { severity: 'warning' })], {
    commonLabels: { alertname: 'InstanceDown', job: 'node' },
  });

  expect((await post(both)).body).toEqual({ watches: 2 });
  const cards = await told();

  expect(cards.map(({ card }) => [card.chat_id, card.thread_id]).sort()).toEqual([
    [GROUP, TOPIC],
    [OLGA.id, null],
  ]);
  for (const { card, text } of cards) {
    expect(text).toContain(card.chat_id === GROUP ? 'db1' : 'db2');
    expect(text).not.toContain(card.chat_id === GROUP ? 'db2' : 'db1');
  }
  expect(
    (
      await post(
        call([alert('db3', 'firing', { severity: 'none' })], { groupKey: 'other', commonLabels: {} }),
      )
    ).body,
  ).toEqual({ watches: 0 });
});

test('what the sender left out, and what is too much for a message, is counted', async () => {
  const { post, told } = await watching(['/watch alerts', OLGA.id]);
  await post(
    call(
      Array.from({ length: 60 }, (_, n) => alert(`db${n}`)),
      { truncatedAlerts: 40 },
    ),
  );
  const [card] = await told();
  expect(card?.text).toContain('100 firing');
  expect(card?.text).toMatch(/\nand 90 more$/);
});

test('what fires again within minutes goes on in the same message', async () => {
  const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
  await post(call([alert('db1')]));
  const [card] = await told();
  await post(call([alert('db1', 'resolved')]));
  await told();
  await post(call([alert('db1')]));
  expect(await told()).toEqual([]);
  expect(card && (await chat.look(card)).text).toContain('times it fired: 2');
});

test.each([
  ['another version', call([alert('db1')], { version: '3' }), 'version'],
  ['no group', call([alert('db1')], { groupKey: '' }), 'groupKey'],
  ['an alert without a time', call([{ ...alert('db1'), startsAt: 'now' }]), 'alerts[0].startsAt'],
])('%s is refused, and the field is named', async (_, body, field) => {
  const { post } = await watching(['/watch alerts', OLGA.id]);
  expect(await post(body)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
});

test.each([
  [
    ENGLISH,
    /\n⏳ Not heard of since .*\. Does Alertmanager still run\?$/,
    /^❔ InstanceDown · critical · not heard of since .*, nobody knows how it ended$/,
  ],
  [
    OLGA,
    /\n⏳ С .* об этом ничего не слышно\. Работает ли Alertmanager\?$/,
    /^❔ InstanceDown · critical · с .* ничего не слышно, чем кончилось, неизвестно$/,
  ],
])(
  'a group of which nobody speaks any more does not fire for ever: what is not known is said',
  async (person, unheard, over) => {
    const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
    await chat.say(OLGA, `/lang ${person.language_code}`);
    await post(call([alert('db1')]));
    const [card] = await told();
    if (!card) throw new Error('nothing was told');
    const looked = async () => (await chat.look(card)).text;

    await told(4.5 * HOUR);
    expect(await looked()).not.toMatch(unheard);
    await told(HOUR);
    expect(await looked()).toMatch(unheard);
    await post(call([alert('db1')]));
    await chat.store.db
      .updateTable('signals')
      .set((eb) => ({ at: eb('at', '+', 5.5 * HOUR) }))
      .execute();
    await told();
    expect(await looked()).not.toMatch(unheard);

    await told(6 * HOUR);
    expect(await looked()).toMatch(unheard);
    await told(7 * 24 * HOUR);
    expect(await looked()).toMatch(over);
  },
);
