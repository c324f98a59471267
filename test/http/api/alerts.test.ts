import { expect, test } from 'vitest';
import { alertRounds } from '../../../src/chat/watch/alerts.ts';
import { api, type Calling, made } from '../../support/api.ts';
import { chatForTest, GROUP, OLGA, only, SETTINGS, type Shown } from '../../support/chat.ts';

const ENGLISH = { ...OLGA, language_code: 'en' };
const TOPIC = 7;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

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
    post: (body: object, calling?: Calling) => post('POST /api/alerts', body, calling),
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

test('the end of a group is when the last of it was resolved, not when that is heard of', async () => {
  const { chat, post, told } = await watching(
    ['/watch alerts', OLGA.id],
    ['/watch alerts instance=db2', GROUP],
  );
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();
  const db1 = { startsAt: ago(60) };
  const db2 = { startsAt: ago(58) };
  await post(
    call([
      { ...alert('db1'), ...db1 },
      { ...alert('db2'), ...db2 },
    ]),
  );
  const cards = await told();
  expect(cards).toHaveLength(2);

  await post(
    call([
      { ...alert('db1', 'resolved'), ...db1, endsAt: ago(50) },
      { ...alert('db2', 'resolved'), ...db2, endsAt: ago(48) },
    ]),
  );
  await told();

  for (const card of cards) {
    const lasted = card.card.chat_id === GROUP ? 10 : 12;
    expect((await chat.look(card)).text).toMatch(new RegExp(`resolved at .*, it lasted ${lasted} min$`));
  }
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

test('where to read what to do stands below the alerts, once, and what is no such address does not', async () => {
  const { chat, post, told } = await watching(['/watch alerts', GROUP], ['/watch alerts', OLGA.id]);
  await chat.say(ENGLISH, '/lang ru');
  const withRunbook = (instance: string, runbook_url: string) => ({
    ...alert(instance),
    annotations: { summary: `Instance ${instance} down`, runbook_url },
  });
  const down = 'https://runbooks.example.com/down?team=ops&x=1#first';
  await post(
    call([
      withRunbook('db1', down),
      withRunbook('db2', down),
      withRunbook('db3', 'https://runbooks.example.com/db3'),
      withRunbook('db4', 'javascript:alert(1)'),
      withRunbook('db5', 'https://runbooks.example.com/ /sms +79991234567 hi'),
      withRunbook('db6', `https://runbooks.example.com/${'x'.repeat(300)}`),
      withRunbook('db7', 'https://runbooks.example.com@127.0.0.1/'),
      withRunbook('db8', 'https://:secret@runbooks.example.com/'),
    ]),
  );
  const cards = (await told()).toSorted((one, other) => one.card.chat_id - other.card.chat_id);
  expect(cards.map(({ text }) => text.split('\n').slice(9))).toEqual([
    [`📖 What to do: ${down}`, '📖 What to do: https://runbooks.example.com/db3'],
    [`📖 Что делать: ${down}`, '📖 Что делать: https://runbooks.example.com/db3'],
  ]);
});

test('a label with a comma in its value is found by that value, however its alerts are asked for', async () => {
  const { post, told } = await watching(['/watch alerts instance="db1,eu"', OLGA.id]);
  for (const [instance, watches] of [
    ['db1,eu', 1],
    ['db1', 1],
    ['db1,us', 0],
    ['db1,', 0],
  ] as const) {
    const { body } = await post(call([alert(instance)], { groupKey: instance }));
    expect([instance, body]).toEqual([instance, { watches }]);
  }
  expect((await told()).map(({ text }) => /instance=(\S+)/.exec(text)?.[1])).toEqual(['db1,eu', 'db1']);
});

test('an alert without the label that is asked for is told of by no value', async () => {
  const { post } = await watching(['/watch alerts team=undefined', OLGA.id]);
  expect((await post(call([alert('db1')]))).body).toEqual({ watches: 0 });
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

test('whoever asks for some labels is told of those alerts, however many others there are, and of what became of them', async () => {
  const { chat, post, told } = await watching(['/watch alerts severity=critical', OLGA.id]);
  const others = Array.from({ length: 160 }, (_, n) => alert(`pod${n}`, 'firing', { severity: 'warning' }));
  const group = { commonLabels: { alertname: 'InstanceDown' } };
  const [db1, db2] = [alert('db1'), alert('db2')];

  expect((await post(call([...others, db1, db2], group))).body).toEqual({ watches: 1 });
  const [card] = await told();
  if (!card) throw new Error('nothing was told');
  expect(card.text).toMatch(/^🚨 InstanceDown · critical · 2 firing, /);
  expect(card.text).not.toContain('pod');

  const over = others.map((one) => ({ ...one, status: 'resolved' }));
  await post(call([...over, alert('db1', 'resolved'), db2], group));
  await told();
  expect((await chat.look(card)).text).toMatch(/\n• instance=db2 .*\nresolved: 1$/);
  await post(call([...others, alert('db2', 'resolved')], group));
  await told();
  expect((await chat.look(card)).text).toMatch(/^✅ InstanceDown/);
});

test('of more than are kept of a group, what is asked for by labels is', async () => {
  const { post, told } = await watching(['/watch alerts severity=critical', OLGA.id]);
  const others = Array.from({ length: 600 }, (_, n) => alert(`pod${n}`, 'firing', { severity: 'warning' }));
  const group = { commonLabels: {}, truncatedAlerts: 7 };
  expect((await post(call([...others, alert('db1')], group))).body).toEqual({ watches: 1 });
  const [card] = await told();
  expect(card?.text).toMatch(/^🚨 InstanceDown · critical · since .*\n• instance=db1 job=node: .*down$/);
});

test('a group of which something fires is not over when those that are named are resolved', async () => {
  const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
  await post(call([alert('db1'), alert('db2')]));
  const [card] = await told();
  if (!card) throw new Error('nothing was told');
  // As with max_alerts: 1, which takes the first by their labels.
  await post(call([alert('db1', 'resolved')], { status: 'firing', truncatedAlerts: 1 }));
  await told();
  expect((await chat.look(card)).text).toMatch(/^🚨 InstanceDown/);
  await post(call([alert('db1', 'resolved')], { status: 'resolved', truncatedAlerts: 1 }));
  await told();
  expect((await chat.look(card)).text).toMatch(/^✅ InstanceDown/);
});

test('groups of two Alertmanagers that are called the same do not end each other', async () => {
  const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
  const staging = await made(chat.store, { name: 'staging', may: 'alerts' });
  await post(call([alert('db1')]));
  await post(call([alert('stage1')]), { token: staging });
  const cards = await told();
  expect(cards.map(({ text }) => /instance=(\w+)/.exec(text)?.[1]).sort()).toEqual(['db1', 'stage1']);

  await post(call([alert('stage1', 'resolved')]), { token: staging });
  await told();
  const now = await Promise.all(cards.map((card) => chat.look(card)));
  expect(now.map(({ text }) => text.split(' ')[0]).sort()).toEqual(['✅', '🚨'].sort());
});

/** As Grafana's own alerting posts it, from a test of a contact point. */
const OF_GRAFANA = {
  receiver: '',
  status: 'firing',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'TestAlert', instance: 'Grafana' },
      annotations: { summary: 'Notification test' },
      startsAt: '2026-11-27T13:12:07.92607674+01:00',
      endsAt: '0001-01-01T00:00:00Z',
      generatorURL: '',
      fingerprint: '57c6d9296de2ad39',
      silenceURL: 'https://grafana.example/alerting/silence/new?alertmanager=grafana',
      values: null,
      valueString: "[ metric='foo' labels={instance=bar} value=10 ]",
    },
  ],
  groupLabels: {},
  commonLabels: { alertname: 'TestAlert', instance: 'Grafana' },
  commonAnnotations: { summary: 'Notification test' },
  externalURL: 'https://grafana.example/',
  version: '1',
  groupKey: '{alertname="TestAlert", instance="Grafana"}2026-11-27 13:12:07.92607674 +0100 CET m=+448423.18',
  truncatedAlerts: 0,
  orgId: 1,
  title: '[FIRING:1]  (TestAlert Grafana)',
  state: 'alerting',
  message: '**Firing**',
};
const one = (more: object) => call([{ ...alert('db1'), ...more }]);
const says = (annotations: object) => one({ annotations });
const labelled = (labels: object, more = {}) =>
  call([{ ...alert('db1'), labels, ...more }], { groupLabels: {}, commonLabels: {} });
const manyLabels = Object.fromEntries(
  Array.from({ length: 40 }, (_, n) => [`label_${n}`, `${'x'.repeat(200)}${n}`]),
);

test.each<[of: string, body: object, shown: RegExp]>([
  ["Grafana's own alerting", OF_GRAFANA, /^🚨 TestAlert · since .*\n• instance=Grafana: Notification test$/],
  ['a summary that is empty', says({ summary: ' ', description: 'CPU is high' }), /: CPU is high$/],
  ['a message in its place', says({ message: 'CPU is high', description: 'long' }), /: CPU is high$/],
  ['no annotations', one({ annotations: null }), /\n• instance=db1 job=node$/],
  ['lines of its own', says({ summary: 'db1 is down\r\n✅ resolved' }), /: db1 is down ✅ resolved$/],
  ['lines in a label', labelled({ alertname: 'a\n✅ b', '✅\nc': 'd' }), /^🚨 a ✅ b · .*\n• ✅ c=d: .*$/],
  ['half a character', says({ summary: 'db1 \ud83d is down' }), /: db1 \ufffd is down$/],
  ['nothing that is seen', labelled({ alertname: '\0' }, { annotations: {} }), /^🚨 alerts · .*\n• alerts$/],
  ['marks of HTML and Markdown', says({ summary: '<b>a_b*</b> & [x' }), /: <b>a_b\*<\/b> & \[x$/],
  ['a time of the year 1', one({ startsAt: '0001-01-01T00:00:00Z' }), /· since \d\d:\d\d:\d\d\n/],
  ['a clock that is ahead', one({ startsAt: '2098-01-01T00:00:00Z' }), /· since \d\d:\d\d:\d\d\n/],
  [
    'fingerprints that are empty',
    call([alert('db1'), alert('db2')].map((a) => ({ ...a, fingerprint: '' }))),
    /2 firing/,
  ],
  [
    'alerts of several names',
    call([alert('db1'), alert('db1', 'firing', { alertname: 'DiskFull' })], {
      groupLabels: { severity: 'critical' },
      commonLabels: { severity: 'critical', instance: 'db1' },
    }),
    /^🚨 InstanceDown, DiskFull · critical · 2 firing.*\n• alertname=InstanceDown: .*\n• alertname=DiskFull: /s,
  ],
  [
    'alerts without a name',
    call([{ ...alert('db1'), labels: { team: 'db' } }], {
      groupLabels: { team: 'db' },
      commonLabels: { team: 'db' },
    }),
    /^🚨 team=db · since /,
  ],
  [
    'labels beyond measure',
    call(Array.from({ length: 35 }, (_, n) => alert(`db${n}`, 'firing', manyLabels))),
    /35 firing/,
  ],
  ['an emoji where a text is cut', says({ summary: `${'a'.repeat(299)}🔥 and on` }), /: a+…$/],
])('%s is shown as it was meant', async (_, body, shown) => {
  const { post, told } = await watching(['/watch alerts', OLGA.id]);
  expect(await post(body)).toMatchObject({ status: 200, body: { watches: 1 } });
  const [card, ...others] = await told();
  expect(others).toEqual([]);
  expect(card?.text).toMatch(shown);
  expect(card?.text.length).toBeLessThan(4_096);
  expect(card?.text.isWellFormed()).toBe(true);
});

test('of an alert with labels without end as many are kept as somebody may mean', async () => {
  const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
  const labels = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`l${n}`, 'x']));
  await post(labelled({ alertname: 'Many', ['l'.repeat(5_000)]: 'x', ...labels }));
  expect((await told())[0]?.text).toMatch(/^🚨 Many · /);
  const kept = await chat.store.db
    .selectFrom('signals')
    .select('body')
    .where('key', 'like', 'alerts %')
    .execute();
  expect(kept[0]?.body?.length).toBeLessThan(5_000);
});

test('what is resolved without having been heard of tells nobody anything', async () => {
  const { post, told } = await watching(['/watch alerts', OLGA.id]);
  expect((await post(call([alert('db1', 'resolved')]))).status).toBe(200);
  expect(await told()).toEqual([]);
});

test('what fires and is over before anybody looked is told once, as over', async () => {
  const { chat, post, told } = await watching(
    ['/watch alerts', OLGA.id],
    ['/watch alerts severity=page', GROUP],
  );
  const at = new Date().toISOString();
  await post(call([{ ...alert('db1'), startsAt: at }]));
  await post(call([{ ...alert('db1', 'resolved'), startsAt: at, endsAt: at }]));
  const card = only(await told());
  expect(await told()).toEqual([]);
  expect((await chat.look(card)).text).toMatch(/^✅ InstanceDown · critical · resolved at /);
  for (const later of [SECOND, 5 * SECOND]) expect(await told(later)).toEqual([]);
  expect((await chat.look(card)).text).toMatch(/^✅ InstanceDown/);
});

test('what fires again within seconds goes on in the same message', async () => {
  const { chat, post, told } = await watching(['/watch alerts', OLGA.id]);
  await post(call([alert('db1')]));
  const [card] = await told();
  await post(call([alert('db1', 'resolved')]));
  await told();
  await post(call([alert('db1')]));
  expect(await told()).toEqual([]);
  expect(card && (await chat.look(card)).text).toContain('times it fired: 2');
});

test('what fires again after it was over rings anew, whoever has seen to it before, unless it is muted', async () => {
  const { chat, post, told } = await watching(['/watch alerts', GROUP]);
  await post(call([alert('db1')]));
  const first = only(await told());
  await chat.press(ENGLISH, first, 'Ack', GROUP);
  await post(call([alert('db1', 'resolved')]));
  await told();
  await post(call([alert('db1')]));
  const again = only(await told(90 * SECOND));
  expect(again.text).toMatch(/^🚨 InstanceDown/);
  expect(again.buttons).toContain('Ack');
  expect((await chat.look(first)).text).toMatch(/^✅ InstanceDown/);

  await post(call([alert('db1', 'resolved')]));
  await told();
  await chat.press(ENGLISH, again, 'Mute 1h', GROUP);
  await post(call([alert('db1')]));
  expect(await told(90 * SECOND)).toEqual([]);
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
