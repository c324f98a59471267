import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { bot, folder, OLGA, until, world } from './support/bot.ts';
import { CALLBACK_SECRET } from './support/planted.ts';
import { type Expression, readExpression } from './support/promql.ts';

/* Alert rules and dashboard, against what a bot really serves. */

const pathOf = (name: string) => fileURLToPath(new URL(`../deploy/prometheus/${name}`, import.meta.url));
const read = (name: string) => readFileSync(pathOf(name), 'utf8');

const rule = z.strictObject({
  alert: z.string().regex(/^[A-Z][A-Za-z]+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[smh]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
  annotations: z.strictObject({ summary: z.string().min(10).max(140) }),
});
const rulesFile = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule).min(1) })).min(1),
});
const panel = z.object({
  id: z.number(),
  type: z.enum(['row', 'stat', 'timeseries']),
  title: z.string().min(1),
  description: z.string().optional(),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(z.object({ expr: z.string(), refId: z.string(), legendFormat: z.string() })).optional(),
});
const dashboard = z.object({
  title: z.string(),
  schemaVersion: z.number(),
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
  panels: z.array(panel).min(10),
});

const rules = rulesFile.parse(parse(read('alerts.yml'))).groups.flatMap((group) => group.rules);
const board = dashboard.parse(JSON.parse(read('grafana-dashboard.json')));
const panels = board.panels.filter(({ type }) => type !== 'row');

interface Asked extends Expression {
  readonly by: string;
  /** Where labels of what comes out are named: `{{ $labels.kind }}`, `{{kind}}`. */
  readonly words: string;
}

/** The variables of Grafana, as it would put them in. */
const filled = (expr: string) =>
  expr.replaceAll('$__rate_interval', '5m').replaceAll('"$job"', '"smpp-chatops"');

const asked: readonly Asked[] = [
  ...rules.map(({ alert, expr, annotations: { summary } }) => ({
    by: alert,
    words: summary,
    ...readExpression(expr),
  })),
  ...panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }) => ({
      by: title,
      words: legendFormat,
      ...readExpression(filled(expr)),
    })),
  ),
];

/** Labels that Prometheus gives to all that it scrapes. */
const SCRAPED = ['instance', 'job'];

/** The metrics of a page, with the values of each label. */
function metricsOf(page: string): Map<string, Map<string, Set<string>>> {
  const metrics = new Map<string, Map<string, Set<string>>>([['up', new Map()]]);
  for (const [, name = '', type] of page.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const parts = type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    for (const part of parts) metrics.set(name + part, new Map());
  }
  for (const [, name = '', labels = ''] of page.matchAll(/^([a-z]\w*)\{(.*)\} \S+$/gm)) {
    for (const [, label = '', value = ''] of labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) {
      const values = metrics.get(name)?.get(label) ?? new Set();
      metrics.get(name)?.set(label, values.add(value));
    }
  }
  return metrics;
}

test('rules and dashboard ask for metrics, labels and values that a bot at work serves', async () => {
  const around = await world();
  const token = 'a-token-of-a-shop-for-tests';
  const { url: PROVIDER_URL = '', apiKey: PROVIDER_API_KEY = '' } = around.provider ?? {};
  const { url: SMTP_URL = '', inlet: SMTP_TO = '' } = around.mail ?? {};
  const mail = { SMTP_URL, SMTP_TO, SMTP_FROM: 'bot@shop.example' };
  const ways = { WAYS: 'smpp;call=https;viber=smtp', PROVIDER_URL, PROVIDER_API_KEY, ...mail };
  const running = await bot(around, { CALLBACK_SECRET, API_TOKENS: `shop:${token}`, ...ways });
  const say = (text: string) => around.telegram.write(OLGA, { from: OLGA, text });
  say('/watch failed');
  around.telegram.fault({ fault: '429', retryAfter: 1, times: 1, method: 'sendMessage' });
  say('/sms +79991234567 hello');
  say('/sms +79991234554 hello');
  await fetch(`${running.http.url}/api/openapi.json`, { headers: { authorization: `Bearer ${token}` } });
  const isThere = async (name: string) => ((await running.metric(name)) ?? 0) > 0;
  await until(around, () => isThere('alerts_sent_total{kind="failed"}'), 'the alert');
  await until(around, () => isThere('receipt_to_card_seconds_count'), 'a card that shows the end');
  expect(await isThere('update_to_submit_seconds_count')).toBe(true);
  expect(await isThere('telegram_update_wait_seconds_count')).toBe(true);

  const metrics = metricsOf(await (await fetch(`${running.http.url}/metrics`)).text());
  const labelsOf = (metric: string) => [...(metrics.get(metric)?.keys() ?? []), ...SCRAPED];
  const missing = asked.flatMap(({ by, selectors, grouping, words }) => {
    const all = selectors.flatMap(({ metric }) => labelsOf(metric));
    const named = [...words.matchAll(/\{\{\s*(?:\$labels\.)?([a-z]\w*)/g)].map(([, label = '']) => label);
    const left = grouping.length > 0 ? grouping : all;
    return [
      ...selectors.filter(({ metric }) => !metrics.has(metric)).map(({ metric }) => `${by}: ${metric}`),
      ...selectors.flatMap(({ metric, labels }) =>
        labels
          .filter(({ name, value }) => {
            const isValue = value === null || metrics.get(metric)?.get(name)?.has(value);
            return !(SCRAPED.includes(name) || (labelsOf(metric).includes(name) && isValue));
          })
          .map(({ name, value }) => `${by}: ${metric}{${name}="${value}"}`),
      ),
      ...grouping.filter((label) => !all.includes(label)).map((label) => `${by}: by (${label})`),
      ...named.filter((label) => !left.includes(label)).map((label) => `${by}: {{ ${label} }}`),
    ];
  });
  expect(missing).toEqual([]);
});

test.each(['NotBound', 'QueueStands'])('%s is silent while another way takes what is sent', (alert) => {
  const { selectors = [] } = asked.find(({ by }) => by === alert) ?? {};
  const ways = selectors.map(({ metric }) => /^(smpp|provider_http|provider_smtp)_/.exec(metric)?.[1]);
  expect(new Set(ways)).toEqual(new Set(['smpp', 'provider_http', 'provider_smtp']));
});

test('each rule and each panel has a name of its own, and says what it means', () => {
  for (const names of [rules.map(({ alert }) => alert), board.panels.map(({ id }) => `${id}`)]) {
    expect(new Set(names).size).toBe(names.length);
  }
  for (const { title, description, targets } of panels) {
    expect(description, title).toMatch(/^.{10,}\.$/);
    expect(targets?.length, title).toBeGreaterThan(0);
  }
});

test('the panels of the dashboard stand side by side, and none covers another', () => {
  const cells = board.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(Math.max(...board.panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
});

test('Prometheus is led to the port of the settings and to the rules, and rules and dashboard to its job', () => {
  const scrape = z
    .object({
      rule_files: z.array(z.string()),
      scrape_configs: z.array(
        z.object({
          job_name: z.string(),
          static_configs: z.array(z.object({ targets: z.array(z.string()) })),
        }),
      ),
    })
    .parse(parse(read('prometheus.yml')));
  const [{ job_name: job, static_configs: targets } = { job_name: '', static_configs: [] }] =
    scrape.scrape_configs;
  expect(targets).toEqual([{ targets: ['127.0.0.1:3000'] }]);
  expect(scrape.rule_files).toEqual(['alerts.yml']);
  expect(rules.map(({ expr }) => expr)).toContain(`sum(up{job="${job}"}) == 0`);
  expect(read('grafana-dashboard.json')).toContain(`"value": "${job}"`);
});

test('promtool takes the rules, and the dashboard for rules', ({ skip }) => {
  const check = (...args: string[]) => spawnSync('promtool', ['check', ...args], { encoding: 'utf8' });
  skip(spawnSync('promtool', ['--version']).status !== 0, 'there is no promtool on this machine');
  const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => filled(expr)));
  const asRules = {
    groups: [{ name: 'd', rules: shown.map((expr, n) => ({ record: `shown_${n}`, expr })) }],
  };
  const path = join(folder(), 'dashboard.yml');
  writeFileSync(path, JSON.stringify(asRules));
  for (const args of [
    ['config', pathOf('prometheus.yml')],
    ['rules', pathOf('alerts.yml')],
    ['rules', path],
  ]) {
    const { status, stdout, stderr } = check(...args);
    expect(status, stdout + stderr).toBe(0);
  }
});

test.each([
  'sum(smpp_bound',
  'sum(smpp_bound) > ',
  'rate(smpp_submits_total)',
  'sum(smpp_bound[5m])',
  'smpp_bound{job=x}',
  'smpp_bound smpp_queue',
  'rates(smpp_submits_total[5m])',
  'sum by kind (smpp_bound)',
  'smpp_bound > 5x',
  '1 > 0',
])('%s is no expression that would pass', (text) => {
  expect(() => readExpression(text)).toThrow(SyntaxError);
});
