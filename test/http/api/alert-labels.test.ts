import { expect, test } from 'vitest';
import { alert, call, watching } from '../../support/alertmanager.ts';
import { GROUP, OLGA } from '../../support/chat.ts';

const TOPIC = 7;

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
