import { expect, test } from 'vitest';
import { readWatch, writeWatch } from '../../src/watch/line.ts';

test.each([
  ['', { kind: 'usual', only: {} }, '/watch'],
  ['failed', { kind: 'failed', only: {} }, '/watch failed'],
  ['alerts', { kind: 'alerts', only: {}, labels: {} }, '/watch alerts'],
  [
    'alerts severity=critical,page team="data base"',
    { kind: 'alerts', only: {}, labels: { severity: ['critical', 'page'], team: ['data base'] } },
    '/watch alerts severity=critical,page team="data base"',
  ],
  [
    'alerts silent=yes team=db',
    { kind: 'alerts', only: {}, labels: { team: ['db'] }, silent: true },
    '/watch alerts team=db silent=yes',
  ],
  // What is said twice is meant twice; names as OpenTelemetry has them, and lines as Alertmanager does.
  [
    'alerts severity=critical severity=page',
    { kind: 'alerts', only: {}, labels: { severity: ['critical', 'page'] } },
    '/watch alerts severity=critical,page',
  ],
  [
    'alerts service.name="shop api" k8s/pod-name=x',
    { kind: 'alerts', only: {}, labels: { 'service.name': ['shop api'], 'k8s/pod-name': ['x'] } },
    '/watch alerts service.name="shop api" k8s/pod-name=x',
  ],
  [
    'alerts {severity="critical",team="db"}',
    { kind: 'alerts', only: {}, labels: { severity: ['critical'], team: ['db'] } },
    '/watch alerts severity=critical team=db',
  ],
  ['failed code=253 code=254', { kind: 'failed', only: { code: [253, 254] } }, '/watch failed code=253,254'],
  [
    'heartbeat nightly 120m',
    { kind: 'heartbeat', only: {}, heartbeat: { name: 'nightly', minutes: 120 } },
    '/watch heartbeat nightly 2h',
  ],
  ['rate', { kind: 'rate', only: {}, rate: { share: 20, minutes: 10 } }, '/watch rate 20% 10m'],
  [
    'rate 5m channel=sms 40%',
    { kind: 'rate', only: { channel: ['sms'] }, rate: { share: 40, minutes: 5 } },
    '/watch rate 40% 5m channel=sms',
  ],
  [
    'spend 1000,5 by=102',
    { kind: 'spend', only: { by: ['102'] }, spend: { limit: 10_005_000, span: { count: 1, unit: 'd' } } },
    '/watch spend 1000.50 1d by=102',
  ],
  [
    'spend 12H 70',
    { kind: 'spend', only: {}, spend: { limit: 700_000, span: { count: 12, unit: 'h' } } },
    '/watch spend 70 12h',
  ],
  [
    'heartbeat backup 1d',
    { kind: 'heartbeat', only: {}, heartbeat: { name: 'backup', minutes: 1_440 } },
    '/watch heartbeat backup 24h',
  ],
  [
    'heartbeat backup 30d',
    { kind: 'heartbeat', only: {}, heartbeat: { name: 'backup', minutes: 43_200 } },
    '/watch heartbeat backup 30d',
  ],
  ['balance 1000,5', { kind: 'balance', only: {}, balance: 10_005_000 }, '/watch balance 1000.50'],
  [
    'Balance 500 silent=yes',
    { kind: 'balance', only: {}, balance: 5_000_000, silent: true },
    '/watch balance 500 silent=yes',
  ],
  ['summary', { kind: 'daily', only: {}, at: { minute: 540, weekday: null } }, '/watch summary daily 9:00'],
  [
    'summary 18.30 from=SHOP',
    { kind: 'daily', only: { from: ['SHOP'] }, at: { minute: 1110, weekday: null } },
    '/watch summary daily 18:30 from=SHOP',
  ],
  [
    'Summary Weekly FRI 7:05',
    { kind: 'weekly', only: {}, at: { minute: 425, weekday: 4 } },
    '/watch summary weekly fri 7:05',
  ],
  ['link silent', { kind: 'link', only: {}, silent: true }, '/watch link silent=yes'],
  ['link Silent=yes', { kind: 'link', only: {}, silent: true }, '/watch link silent=yes'],
  ['lag', { kind: 'lag', only: {}, lag: 5 }, '/watch lag 5m'],
  [
    'lag 2h channel=sms',
    { kind: 'lag', only: { channel: ['sms'] }, lag: 120 },
    '/watch lag 120m channel=sms',
  ],
  ['FAILED Code=6', { kind: 'failed', only: { code: [6] } }, '/watch failed code=6'],
  ['code=253,254', { kind: 'usual', only: { code: [253, 254] } }, '/watch code=253,254'],
  [
    'failed bulk=no from=SHOP,"My Shop" channel=SMS',
    { kind: 'failed', only: { bulk: false, from: ['SHOP', 'My Shop'], channel: ['sms'] } },
    '/watch failed from=SHOP,"My Shop" channel=sms bulk=no',
  ],
  [
    'delivered operator=«Теле 2» number=+79991234567 by=@102',
    { kind: 'delivered', only: { operator: ['Теле 2'], number: ['79991234567'], by: ['102'] } },
    '/watch delivered operator="Теле 2" by=102 number=79991234567',
  ],
])('“%s” is understood, and can be typed as it is shown', (typed, watched, line) => {
  expect(readWatch(typed)).toEqual({ ok: true, watched });
  expect(writeWatch(watched as never)).toBe(line);
  expect(readWatch(line.replace(/^\/watch ?/, ''))).toEqual({ ok: true, watched });
});

test('what is said twice of a filter or a label holds together, and nothing of it is dropped', () => {
  const lineOf = (text: string) => {
    const read = readWatch(text);
    return read.ok ? writeWatch(read.watched) : read.typed;
  };
  expect(lineOf('failed code=6 code=254,255')).toBe('/watch failed code=6,254,255');
  expect(lineOf('alerts severity=critical severity=warning')).toBe('/watch alerts severity=critical,warning');
  expect(lineOf('summary from=SHOP from=INFO')).toBe('from=INFO');
});

test('examples are told from all that there is', () => {
  expect(readWatch('rate 120%')).toMatchObject({ isOpen: true });
  expect(readWatch('failed code=abc')).toMatchObject({ isOpen: true });
  expect(readWatch('faild')).not.toHaveProperty('isOpen');
});

const FILTERS = ['from=', 'channel=', 'operator=', 'code=', 'by=', 'number=', 'bulk=', 'silent='];
const KINDS = [
  'failed',
  'delivered',
  'doubt',
  'link',
  'rate',
  'lag',
  'spend',
  'balance',
  'campaign',
  'incoming',
  'alerts',
  'heartbeat',
  'summary',
];
const HOURLY = ['from=', 'channel=', 'operator=', 'by=', 'silent='];

test.each([
  ['faild', 'faild', KINDS, ['failed']],
  ['fialed code=6 from="My Shop"', 'fialed', KINDS, ['failed code=6 from="My Shop"']],
  ['everything', 'everything', KINDS, ['failed', 'alerts']],
  ['disk full', 'disk', KINDS, ['failed', 'alerts']],
  ['lnik', 'lnik', KINDS, ['link']],
  [
    'alerts foo team=db',
    'foo',
    ['severity=critical'],
    ['alerts team=db', 'alerts severity=critical team=db'],
  ],
  ['failed, doubt', 'failed,', KINDS, ['failed', 'doubt']],
  ['faild operator=MTS 20% 10m', 'faild', KINDS, ['failed operator=MTS', 'rate operator=MTS 20% 10m']],
  ['failed rate 30% code=6', 'rate', FILTERS, ['failed code=6', 'rate 30% 10m code=6']],
  ['code 254', 'code', KINDS, ['failed code=254']],
  ['From SHOP BANK', 'From', KINDS, ['failed from=SHOP,BANK']],
  ['operator "Tele 2"', 'operator', KINDS, ['failed operator="Tele 2"']],
  ['number', 'number', KINDS, ['failed number=79991234567']],
  ['failed code=x', 'code=x', ['code=253,254'], ['failed code=253,254']],
  ['failed code=6,', 'code=6,', ['code=253,254'], ['failed code=253,254']],
  [
    'failed channel=fax',
    'channel=fax',
    expect.arrayContaining(['channel=sms']),
    expect.arrayContaining(['failed channel=sms']),
  ],
  ['failed bulk=yes', 'bulk=yes', ['bulk=no'], ['failed bulk=no']],
  ['failed op=МТС code=6', 'op=МТС', FILTERS, ['failed operator=МТС code=6']],
  ['failed __proto__=1 code=6', '__proto__=1', FILTERS, ['failed code=6']],
  ['failed code', 'code', FILTERS, ['failed code=253,254']],
  ['link from=SHOP', 'from=SHOP', ['silent='], ['link']],
  ['rate 0%', '0%', ['20%', '10m'], ['rate 20% 10m']],
  ['rate 20 10', '20', ['20%', '10m'], ['rate 20% 10m']],
  ['failed 20%', '20%', FILTERS, ['failed']],
  ['failed delivered', 'delivered', FILTERS, ['failed', 'delivered']],
  ['summary 25:00', '25:00', ['weekly', '9:00'], ['summary daily 9:00']],
  ['summary weekly now', 'now', ['mon', '9:00'], ['summary weekly mon 9:00']],
  ['summary from=SHOP,INFO', 'from=SHOP,INFO', ['from=SHOP'], ['summary from=SHOP']],
  ['sumary weekly fri 9:00', 'sumary', KINDS, ['summary weekly fri 9:00']],
  ['lag 5', '5', ['5m'], ['lag 5m']],
  ['link silent=no', 'silent=no', ['silent=yes'], ['link silent=yes']],
  ['spend 7d', '', ['spend 1000 7d'], ['spend 1000 7d']],
  ['heartbeat backup 42d', '42d', ['backup', '5m'], ['heartbeat backup 5m']],
  // A thousand, or one?
  ['spend 1,000 7d', '1,000', ['1000', '1d'], ['spend 1000 7d']],
  ['balance 1.000', '1.000', ['500'], ['balance 500']],
  ['rate 30% 15', '15', ['20%', '10m'], ['rate 30% 10m']],
  ['summary monthly 18:00', 'monthly', ['weekly', '9:00'], ['summary daily 18:00']],
  ['spnd 500 7d', 'spnd', KINDS, ['spend 500 7d']],
  ['spnd', 'spnd', KINDS, ['spend 1000 1d']],
  ['spend 1000 40d', '40d', ['1000', '1d'], ['spend 1000 1d']],
  ['spend 1000 number=4506', 'number=4506', HOURLY, ['spend 1000 1d']],
  ['heartbeat', '', ['heartbeat backup 5m'], ['heartbeat backup 5m']],
  // As Alertmanager writes them: what is not understood is not taken for a value that nothing has.
  [
    'alerts severity=~"critical|page"',
    'severity=~critical|page',
    ['severity=critical,page'],
    ['alerts severity=critical,page'],
  ],
  ['alerts severity=~"crit.*"', 'severity=~crit.*', ['severity=critical'], ['alerts severity=critical']],
  ['alerts severity!=info', 'severity!=info', ['severity=critical'], ['alerts severity=critical']],
  ['heartbeat nightly', '', ['heartbeat nightly 5m'], ['heartbeat nightly 5m']],
  ['heartbeat nightly backup 25h', 'backup', ['backup', '5m'], ['heartbeat nightly-backup 25h']],
  ['failed operator=Mega Fon code=6', 'Fon', FILTERS, ['failed operator="Mega Fon" code=6']],
  ['failed from=My Shop', 'Shop', FILTERS, ['failed from="My Shop"']],
  ['heartbeat "db backup" 1d', 'db backup', ['backup', '5m'], ['heartbeat db-backup 1d']],
  ['link rate 30%', 'rate', ['silent='], ['link', 'rate 30% 10m']],
  ['link,rate', 'link,rate', KINDS, ['link', 'rate']],
  ['heartbeat ночной 1h', 'ночной', ['backup', '5m'], ['heartbeat backup 1h']],
  ['heartbeat 25h', '', ['heartbeat backup 25h'], ['heartbeat backup 25h']],
  ['heartbeat backup 5m from=SHOP', 'from=SHOP', ['silent='], ['heartbeat backup 5m']],
])(
  'of “%s” the word that is not understood is named, with those that could stand there, and whole lines that are understood',
  (line, typed, values, instead) => {
    expect(readWatch(line)).toMatchObject({ ok: false, typed, values, instead });
  },
);
