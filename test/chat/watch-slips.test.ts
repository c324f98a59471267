import { expect, test } from 'vitest';
import { withoutSlips } from '../../src/chat/watch-slips.ts';
import { readWatch, writeWatch } from '../../src/watch/line.ts';

test.each([
  ['lag 5 min', 'lag 5m'],
  ['lag 5 мин', 'lag 5m'],
  ['lag 2ч', 'lag 120m'],
  ['rate 30 % 15 minutes', 'rate 30% 15m'],
  ['spend 10 000 1 day', 'spend 10000 1d'],
  ['spend 1 000р 7 дней', 'spend 1000 7d'],
  ['spend 500 руб. 12 часов', 'spend 500 12h'],
  ['spend 500 в сутки', 'spend 500 1d'],
  ['spend 500 рублей в день', 'spend 500 1d'],
  ['spend 1 500 руб. за 12 часов', 'spend 1500 12h'],
  ['расходы 5000 в неделю', 'spend 5000 7d'],
  ['spend 500 a day', 'spend 500 1d'],
  ['spend 500 rub per hour', 'spend 500 1h'],
  ['spend 500/day', 'spend 500 1d'],
  ['spend 2000 in 12 hours', 'spend 2000 12h'],
  ['rate 30% за 15 минут', 'rate 30% 15m'],
  ['heartbeat backup 25 hours', 'heartbeat backup 25h'],
  ['summary daily at 9', 'summary daily 9:00'],
  ['summary daily 9am', 'summary daily 9:00'],
  ['summary daily at 6:30 pm', 'summary daily 18:30'],
  ['сводка ежедневно в 6 вечера', 'summary daily 18:00'],
  ['alert severity=critical', 'alerts severity=critical'],
  ['doubts', 'doubt'],
  ['summary weekly пн в 18:30', 'summary weekly mon 18:30'],
  ['сводка ежедневно в 9', 'summary daily 9:00'],
  ['сводка еженедельно пт 18:30', 'summary weekly fri 18:30'],
  ['сводка по пятницам в 18:00', 'summary weekly fri 18:00'],
  ['сводка каждую среду в 9', 'summary weekly wed 9:00'],
  ['summary on fridays at 6pm', 'summary weekly fri 18:00'],
  ['Недоставленные code=253', 'failed code=253'],
  ['расходы 1000 руб 1 день', 'spend 1000 1d'],
  ['failures', 'failed'],
  ['failed code = 253, 254', 'failed code=253,254'],
  ['failed from=SHOP, "My,  Shop 5 min"', 'failed from=SHOP,My,"  Shop 5 min"'],
  ['failed code 254', 'failed code=254'],
  ['failed from SHOP code 253, 254', 'failed from=SHOP code=253,254'],
  ['недоставленные код 254', 'failed code=254'],
  ['Недоставленные код=254 отправитель SHOP', 'failed from=SHOP code=254'],
  ['alerts severity critical', 'alerts severity=critical'],
  ['alerts severity = critical, page', 'alerts severity=critical,page'],
])('“%s” is “%s”, with slips that leave no doubt', (typed, meant) => {
  const read = readWatch(withoutSlips(typed));
  expect(read.ok && writeWatch(read.watched)).toBe(`/watch ${meant}`);
});
