import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type BindReport, reportBinds } from '../../src/store/attempts/binds.ts';
import { noteBalance } from '../../src/store/provider/balance.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import { keepAlertGroup } from '../../src/store/watch/alert-groups.ts';
import { beat, expectBeat } from '../../src/store/watch/heartbeats.ts';
import { BIND } from '../support/bind-report.ts';
import { type ChatForTest, chatForTest, OLGA } from '../support/chat.ts';
import { accepted, cost, receipt, submit } from '../support/fates.ts';
import { numbers, order, sms } from '../support/outbox.ts';

const ENGLISH = { ...OLGA, language_code: 'en' };
/** 12:00 by the chat's clock. */
const NOON = Date.parse('2026-11-23T09:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

/** What `/watch test` with these words is answered, to whom the language is theirs. */
async function tested(chat: ChatForTest, person: typeof OLGA, line: string): Promise<string> {
  const cards = await chat.say(person, `/watch test ${line}`.trim());
  return cards.find(({ card }) => card.kind === 'watch-test')?.text ?? '';
}

let ids = 0;

/** So many are handed over. Returns their ids at the provider. */
async function handOver({ store }: ChatForTest, count: number): Promise<string[]> {
  const given = Array.from({ length: count }, () => `past-${++ids}`);
  const card = await order(
    store,
    numbers(count).map((to) => sms(to, `Распродажа ${ids}`)),
  );
  await submit(store, card, given.map(accepted));
  return given;
}

async function arrive({ store }: ChatForTest, given: readonly string[], failed = 0, price = '0') {
  for (const [n, id] of given.entries()) {
    const end = n < failed ? 'stat:UNDELIV err:255' : 'stat:DELIVRD err:000';
    await receipt(store, `id:${id} ${end}`, cost(price));
  }
}

const report = ({ store }: ChatForTest, bind: Partial<BindReport>) =>
  store.write((tx) => reportBinds(tx, 'demo', [{ id: 'demo/1', report: { ...BIND, ...bind } }], Date.now()));

const GROUP_OF_ALERTS = {
  title: 'DiskFull',
  alerts: [{ labels: { severity: 'critical', host: 'db1' }, summary: 'the disk is full', since: NOON }],
  resolved: 0,
  truncated: 0,
};

const ROWS: readonly {
  line: string;
  happens(chat: ChatForTest): Promise<unknown>;
  ru: RegExp;
  en: RegExp;
  /** The same with a filter that leaves nothing. */
  none: string;
}[] = [
  {
    line: 'delivered',
    async happens(chat) {
      await arrive(chat, await handOver(chat, 3));
      later(5);
      await arrive(chat, await handOver(chat, 1));
    },
    ru: /^За сутки пришло бы 2 сообщения: .*\n12:00:00 · ✅ Доставлено 3 за 1 с\n12:05:00 · ✅ Доставлено$/,
    en: /^2 messages would .*\n12:00:00 · ✅ 3 delivered in 1 s\n12:05:00 · ✅ Delivered$/,
    none: 'delivered from=OTHER',
  },
  {
    line: 'incoming',
    happens: (chat) =>
      chat.store.write((tx) =>
        storeIncoming(
          tx,
          'demo',
          { sender: '79991112233', recipient: '79000000', text: 'Спасибо', concatenation: null },
          Date.now(),
        ),
      ),
    ru: /^За сутки пришло бы 1 сообщение: .*\n12:00:00 · 📩 Пришло сообщение$/,
    en: /^1 message would .*\n12:00:00 · 📩 A message came in$/,
    none: 'incoming number=0000',
  },
  {
    line: 'rate 20% 10m',
    async happens(chat) {
      await arrive(chat, await handOver(chat, 30), 9);
      later(20);
    },
    ru: /\n📈 Не доставлено 30 % за 10 мин, 9 из 30, с 12:01:00 → ✅ Доставка снова в порядке с 12:11:00, длилось 10 мин$/,
    en: /\n📈 30 % not delivered in 10 min, 9 of 30, since 12:01:00 → ✅ Delivery .* since 12:11:00, it lasted 10 min$/,
    none: 'rate 40% 10m',
  },
  {
    line: 'lag 5m',
    async happens(chat) {
      const given = await handOver(chat, 10);
      later(8);
      await arrive(chat, given);
    },
    ru: /\n🐢 Отчёты опаздывают: 10 из 10 шли дольше 5 мин или ещё не пришли, с 12:06:00$/,
    en: /\n🐢 Receipts come late: 10 of 10 took longer than 5 min, or have not come yet, since 12:06:00$/,
    none: 'lag 10m',
  },
  {
    line: 'link',
    async happens(chat) {
      await report(chat, {});
      later(0.5);
      const lost = { lastError: 'no route', lastErrorAt: Date.now() };
      await report(chat, { status: 'waiting', ...lost });
      later(4);
      await report(chat, lost);
    },
    ru: /\n✅ smpp\.smsc\.ru:3700: связь с 12:04:30, не было 4 мин · логин demo$/,
    en: /\n✅ smpp\.smsc\.ru:3700: the link is back since 12:04:30, it was away for 4 min · login demo$/,
    none: 'rate 99% 10m',
  },
  {
    line: 'spend 50 1d',
    async happens(chat) {
      await arrive(chat, await handOver(chat, 30), 0, '2.00');
      later(70);
    },
    ru: /\n💸 Потрачено не меньше 60,00 RUB за сегодня, граница 50,00 RUB, с 12:00:00$/,
    en: /\n💸 At least 60\.00 RUB spent today, the limit is 50\.00 RUB, since 12:00:00$/,
    none: 'spend 100 1d',
  },
  {
    line: 'heartbeat backup 5m',
    async happens({ store }) {
      await store.write((tx) => expectBeat(tx, 'backup', Date.now()));
      later(3);
      await store.write((tx) => beat(tx, 'backup', Date.now()));
      later(25);
      await store.write((tx) => beat(tx, 'backup', Date.now()));
    },
    ru: /backup.*12:03:00.* → ✅ .*12:28:00.*25 мин/,
    en: /backup.*12:03:00.* → ✅ .*12:28:00.*25 min/,
    none: 'heartbeat backup 30m',
  },
  {
    line: 'alerts severity=critical',
    async happens({ store }) {
      await store.write((tx) => keepAlertGroup(tx, 'disk', GROUP_OF_ALERTS, Date.now()));
      later(7);
      await store.write((tx) => keepAlertGroup(tx, 'disk', null, Date.now()));
    },
    ru: /DiskFull · critical.*12:00:00.* → ✅ .*12:07:00.*7 мин/,
    en: /DiskFull · critical.*12:00:00.* → ✅ .*12:07:00.*7 min/,
    none: 'alerts severity=page',
  },
  {
    line: 'campaign',
    async happens(chat) {
      await order(
        chat.store,
        numbers(120).map((to) => sms(to, 'Распродажа')),
      );
      await chat.store.db.updateTable('orders').set({ moved_at: Date.now() }).execute();
    },
    ru: /\n📣 Идёт рассылка: 120 получателей · 📤 SMS · SHOP · Olga, с 12:00:00$/,
    en: /\n📣 Campaign under way: 120 recipients · 📤 SMS · SHOP · Olga, since 12:00:00$/,
    none: 'campaign from=OTHER',
  },
];

test.each(ROWS)('/watch test $line shows what the day would have brought, in both languages', async (row) => {
  const chat = await chatForTest();
  await row.happens(chat);
  expect(await tested(chat, OLGA, row.line)).toMatch(row.ru);
  expect(await tested(chat, ENGLISH, row.line)).toMatch(row.en);
  expect(await tested(chat, ENGLISH, row.none)).toMatch(
    /^No message would have come within the last 24 hours: [^\n]*$/,
  );
  expect(await chat.store.db.selectFrom('watches').select('id').execute()).toEqual([]);
});

test('bare /watch test tells of failures that can be mended, links, rates and money together, in their order', async () => {
  const chat = await chatForTest();
  await arrive(chat, await handOver(chat, 30), 9);
  later(15);
  await report(chat, { status: 'waiting', lastError: 'no route', lastErrorAt: Date.now() });
  later(1);
  const text = await tested(chat, OLGA, '');
  expect(text).toMatch(
    /^За сутки пришло бы 2 сообщения: \/watch\n📈 [^\n]* → ✅ [^\n]*\n🔌 Нет связи с [^\n]* с 12:15:00/,
  );
});

test('that no receipt came is told of what waited for one, unless there was no link', async () => {
  const chat = await chatForTest();
  const given = await handOver(chat, 6);
  later(9);
  await arrive(chat, given);
  const asked = await tested(chat, ENGLISH, 'link');
  expect(asked).toMatch(
    /\n📭 No receipt at all since 12:00:00 · login demo · 6 unanswered → ✅ Receipts come again since 12:09:00/,
  );
});

test('what was left at the provider is told of as long as it was less than that', async () => {
  const chat = await chatForTest({ asksProvider: true });
  for (const left of [9_000_000, 4_000_000, 3_000_000, 8_000_000]) {
    await chat.store.write((tx) => noteBalance(tx, left, Date.now()));
    later(10);
  }
  expect(await tested(chat, OLGA, 'balance 500')).toMatch(
    /\n💰 На счёте у провайдера меньше 500,00 RUB: осталось 300,00 RUB, с 12:10:00 → ✅ .* с 12:30:00, меньше было 20 мин$/,
  );
  expect(await tested(chat, ENGLISH, 'balance 200')).toMatch(/^No message would have come/);
});

test('of what was never heard of it is said that nothing is expected of it yet', async () => {
  const chat = await chatForTest();
  expect(await tested(chat, OLGA, 'heartbeat backup 5m')).toContain('О backup ещё ничего не слышно');
  expect(await tested(chat, ENGLISH, 'heartbeat backup 5m')).toContain('backup has not been heard of yet');
});

test('what was over more than a day ago is not shown', async () => {
  const chat = await chatForTest();
  await chat.store.write((tx) => keepAlertGroup(tx, 'disk', GROUP_OF_ALERTS, Date.now()));
  await chat.store.write((tx) => keepAlertGroup(tx, 'disk', null, Date.now()));
  expect(await tested(chat, ENGLISH, 'alerts')).toMatch(/^1 message would have come/);
  later(24 * 60 + 1);
  expect(await tested(chat, ENGLISH, 'alerts')).toMatch(/^No message would have come/);
});
