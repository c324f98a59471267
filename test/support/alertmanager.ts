import { alertRounds } from '../../src/chat/watch/alerts.ts';
import { api, type Calling } from './api.ts';
import { chatForTest, GROUP, OLGA, SETTINGS, type Shown } from './chat.ts';

export const ENGLISH = { ...OLGA, language_code: 'en' };
const SECOND = 1_000;

/** As Alertmanager's documentation has it (webhook_config). */
export const alert = (instance: string, status = 'firing', more: object = {}) => ({
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

/** What Alertmanager posts of a group. */
export const call = (alerts: object[], more: object = {}) => ({
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

/** A world in which these lines were said, each in its chat; the alerts are posted by a token of its own. */
export async function watching(...lines: [line: string, chat: number, thread?: number][]) {
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
