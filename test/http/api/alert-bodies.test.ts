import { expect, test } from 'vitest';
import { alert, call, ENGLISH, watching } from '../../support/alertmanager.ts';
import { GROUP, OLGA } from '../../support/chat.ts';

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
  ['an emoji where a text is cut', says({ summary: `${'a'.repeat(999)}🔥 and on` }), /: a+…$/],
  [
    'a long one, alone',
    says({ summary: `${'Call the duty '.repeat(40)}now` }),
    /: (?:Call the duty ){40}now$/,
  ],
  [
    'long ones, of many',
    call(
      ['db1', 'db2', 'db3', 'db4'].map((db) => ({
        ...alert(db),
        annotations: { summary: 'Call the duty '.repeat(40) },
      })),
    ),
    /\n• instance=db1: .{150,190}…\n/,
  ],
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

test.each([
  ['another version', call([alert('db1')], { version: '3' }), 'version'],
  ['no group', call([alert('db1')], { groupKey: '' }), 'groupKey'],
  ['an alert without a time', call([{ ...alert('db1'), startsAt: 'now' }]), 'alerts[0].startsAt'],
])('%s is refused, and the field is named', async (_, body, field) => {
  const { post } = await watching(['/watch alerts', OLGA.id]);
  expect(await post(body)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
});
