import { expect, test } from 'vitest';
import { localeFor } from '../../../src/chat/locale.ts';
import { approve } from '../../../src/chat/settings/approve.ts';
import { hours } from '../../../src/chat/settings/hours.ts';
import { readSetting, takesBack } from '../../../src/chat/settings/index.ts';
import { quiet } from '../../../src/chat/settings/quiet.ts';
import { readZone, zone } from '../../../src/chat/settings/zone.ts';
import { SETTINGS } from '../../support/chat.ts';
import { EN, RU } from '../../support/languages.ts';

test.each([
  ['Europe/Moscow', 'Europe/Moscow'],
  ['europe/moscow', 'Europe/Moscow'],
  ['Moscow', 'Europe/Moscow'],
  ['Москва', 'Europe/Moscow'],
  ['екатеринбург', 'Asia/Yekaterinburg'],
  ['New York', 'America/New_York'],
  ['utc', 'UTC'],
  ['UTC+3', '+03:00'],
  ['+5', '+05:00'],
  ['+05:30', '+05:30'],
  ['−3', '-03:00'],
  ['gmt +10', '+10:00'],
  // Names of today, of which ICU lists older ones.
  ['Kyiv', 'Europe/Kiev'],
  ['Kolkata', 'Asia/Calcutta'],
  ['Ho Chi Minh', 'Asia/Saigon'],
  ['MSK', 'Europe/Moscow'],
  ['мск', 'Europe/Moscow'],
  ['Казань', 'Europe/Moscow'],
  ['ростов-на-дону', 'Europe/Moscow'],
  ['Набережные Челны', 'Europe/Moscow'],
  ['Уфа', 'Asia/Yekaterinburg'],
])('%s is the zone %s', (typed, found) => {
  expect(readZone(typed)).toBe(found);
});

test.each(['', '5', 'msk2', 'EST', 'Europe', 'Mars/Olympus', '+25', 'noon'])('%s is no zone', (typed) => {
  expect(readZone(typed)).toBeNull();
});

test.each([
  ['Europe/Moskow', 'Europe/Moscow'],
  ['Владивасток', 'Asia/Vladivostok'],
  ['Екатиринбург', 'Asia/Yekaterinburg'],
])('%s is nearly %s', (typed, meant) => {
  expect(zone.near?.(typed)[0]).toBe(meant);
});

test.each([
  ['UK', 'Europe/London'],
  ['uk time', 'Europe/London'],
  ['United Kingdom', 'Europe/London'],
  ['Великобритания', 'Europe/London'],
  ['Англия', 'Europe/London'],
  ['Edinburgh', 'Europe/London'],
  ['India', 'Asia/Calcutta'],
  ['Germany', 'Europe/Berlin'],
  ['Германия', 'Europe/Berlin'],
  ['PL', 'Europe/Warsaw'],
])('the zone of %s is %s', (typed, found) => {
  expect(zone.change(typed)).toEqual({ zone: found });
});

test.each([
  ['Spain', ['Europe/Madrid', 'Atlantic/Canary']],
  ['Россия', ['Europe/Moscow', 'Asia/Vladivostok', 'Europe/Kaliningrad']],
  ['USA', ['America/New_York', 'America/Los_Angeles', 'America/Chicago']],
  ['BST', ['Europe/London']],
  ['EST', ['America/New_York']],
])('%s has several zones, which are offered', (typed, offered) => {
  expect(zone.change(typed)).toBeNull();
  expect(zone.near?.(typed)).toEqual(expect.arrayContaining(offered));
});

test.each([
  ['zone Asia/Omsk', 'zone', 'Asia/Omsk'],
  ['Zone=Asia/Omsk', 'zone', 'Asia/Omsk'],
  ['часовой пояс Омск', 'zone', 'Омск'],
  ['отправитель: SHOP', 'sender', 'SHOP'],
  ['from', 'sender', ''],
  ['язык английский', 'language', 'английский'],
  ['sender MY SHOP', 'sender', 'MY SHOP'],
])('“%s” names a setting and its value', (typed, name, value) => {
  const read = readSetting(typed);
  expect([read?.setting.name, read?.value]).toEqual([name, value]);
});

test.each(['zones Omsk', 'Asia/Omsk', 'off'])('“%s” names no setting', (typed) => {
  expect(readSetting(typed)).toBeNull();
});

test.each(['off', 'OFF', 'выкл', 'auto', 'сбросить', 'default'])('%s takes a setting back', (word) => {
  expect(takesBack(word)).toBe(true);
});

const NINE = 9 * 60;
const TEN_AT_NIGHT = 22 * 60;

test.each<[string, number | null, number?, string?]>([
  ['22-9', TEN_AT_NIGHT, NINE, '22:00-9:00'],
  ['22:30-9:00', TEN_AT_NIGHT + 30, NINE, '22:30-9:00'],
  ['22.30 – 9', TEN_AT_NIGHT + 30, NINE, '22:30-9:00'],
  ['с 22 до 9', TEN_AT_NIGHT, NINE, '22:00-9:00'],
  ['From 22:30 to 9:00', TEN_AT_NIGHT + 30, NINE, '22:30-9:00'],
  ['10pm-9am', TEN_AT_NIGHT, NINE, '22:00-9:00'],
  ['10:30 pm to 9 am', TEN_AT_NIGHT + 30, NINE, '22:30-9:00'],
  ['с 10 вечера до 9 утра', TEN_AT_NIGHT, NINE, '22:00-9:00'],
  ['9-18', NINE, 18 * 60, '9:00-18:00'],
  ['0-24', null],
  ['20-24', 20 * 60, 24 * 60, '20:00-24:00'],
  ['9-9', null],
  ['25-9', null],
  ['9', null],
  ['22:60-9', null],
  ['nine to five', null],
])('quiet hours %s', (typed, from, to, written) => {
  const change = quiet.change(typed);
  expect(change).toEqual(from === null ? null : { quiet: { from, to } });
  if (change) {
    const { value } = quiet.inForce(change, SETTINGS, localeFor(EN, 'UTC'));
    expect(value).toBe(written);
    expect(quiet.change(value ?? '')).toEqual(change);
  }
});

const NINE_TO_SIX = { from: NINE, to: 18 * 60 };

test.each([
  ['mon-fri 9-18', [1, 2, 3, 4, 5], 'mon-fri 9:00-18:00', 'пн-пт 9:00-18:00'],
  ['9-18 пн-пт', [1, 2, 3, 4, 5], 'mon-fri 9:00-18:00', 'пн-пт 9:00-18:00'],
  ['с 9 до 18 будни', [1, 2, 3, 4, 5], 'mon-fri 9:00-18:00', 'пн-пт 9:00-18:00'],
  ['пн-пт 9-18', [1, 2, 3, 4, 5], 'mon-fri 9:00-18:00', 'пн-пт 9:00-18:00'],
  ['Пн – Пт 9:00 – 18:00', [1, 2, 3, 4, 5], 'mon-fri 9:00-18:00', 'пн-пт 9:00-18:00'],
  ['будни 9-18', [1, 2, 3, 4, 5], 'mon-fri 9:00-18:00', 'пн-пт 9:00-18:00'],
  ['mon, wed, Friday 9-18', [1, 3, 5], 'mon,wed,fri 9:00-18:00', 'пн,ср,пт 9:00-18:00'],
  ['fri-mon 9-18', [1, 5, 6, 7], 'mon,fri-sun 9:00-18:00', 'пн,пт-вс 9:00-18:00'],
  ['вторник 9-18', [2], 'tue 9:00-18:00', 'вт 9:00-18:00'],
  ['9-18', [1, 2, 3, 4, 5, 6, 7], 'mon-sun 9:00-18:00', 'пн-вс 9:00-18:00'],
  ['будни с 9 до 18:00', [1, 2, 3, 4, 5], 'mon-fri 9:00-18:00', 'пн-пт 9:00-18:00'],
  ['ежедневно 9-18', [1, 2, 3, 4, 5, 6, 7], 'mon-sun 9:00-18:00', 'пн-вс 9:00-18:00'],
])('working hours %s', (typed, days, english, russian) => {
  const change = hours.change(typed);
  expect(change).toEqual({ hours: { days, ...NINE_TO_SIX } });
  for (const [language, written] of [
    [EN, english],
    [RU, russian],
  ] as const) {
    const { value } = hours.inForce(change ?? {}, SETTINGS, localeFor(language, 'UTC'));
    expect(value).toBe(written);
    expect(hours.change(value ?? '')).toEqual(change);
  }
});

test.each([
  ['Mon-Fri 9-18, Sat 10-14', 'mon-fri 9:00-18:00, sat 10:00-14:00', [[6, 10, 14]]],
  ['Mon-Fri 9am-6pm and Sat 10am-2pm', 'mon-fri 9:00-18:00, sat 10:00-14:00', [[6, 10, 14]]],
  ['пн-пт с 9 до 18, сб с 10 до 14', 'mon-fri 9:00-18:00, sat 10:00-14:00', [[6, 10, 14]]],
  [
    'mon,tue 9-13, 14-18; sun 10-12',
    'mon,tue 9:00-13:00, mon,tue 14:00-18:00, sun 10:00-12:00',
    [
      [1, 14, 18],
      [7, 10, 12],
    ],
  ],
])('working hours %s differ from day to day', (typed, written, also) => {
  const change = hours.change(typed);
  expect(change?.hours?.also?.map(({ days, from, to }) => [days[0], from / 60, to / 60])).toEqual(also);
  const { value } = hours.inForce(change ?? {}, SETTINGS, localeFor(EN, 'UTC'));
  expect(value).toBe(written);
  expect(hours.change(written)).toEqual(change);
});

test.each([
  'mon-fri 9-18, fri 17-20',
  'mon-fri 9-18, sometimes 10-14',
  'mon-fri 9-18, sat',
  'mon-sun 9-18, sun closed',
])('“%s” are no working hours of several days', (typed) => expect(hours.change(typed)).toBeNull());

test.each([
  ['пн-сб 10-20, вс выходной', 'пн-сб 10-20'],
  ['пн-пт 9-18, сб 10-14, вс - закрыто', 'пн-пт 9-18, сб 10-14'],
  ['mon-fri 9-18, sat and sun closed', 'mon-fri 9-18'],
  ['Mon-Sat 10-20; Sun: day off.', 'mon-sat 10-20'],
])('of “%s” the days off are those that are not named', (typed, written) => {
  expect(hours.change(typed)).not.toBeNull();
  expect(hours.change(typed)).toEqual(hours.change(written));
});

test.each(['24/7', 'mon-sun 0-24', '0-24'])('working hours %s are all there are', (typed) => {
  expect(hours.change(typed)).toEqual({ hours: { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 24 * 60 } });
});

test.each([
  'mon-fri',
  'mon-fri 18-9',
  'now 9-18',
  'mon-tue-wed 9-18',
  'm-f 9-18',
  'mon- 9-18',
  '',
  'mon 9-25',
])('“%s” are no working hours', (typed) => {
  expect(hours.change(typed)).toBeNull();
});

test.each([
  ['50', 50],
  ['1 000', 1_000],
  ['5 человек', 5],
  ['0', 0],
  ['1000000', 1_000_000],
])('approval above %s recipients', (typed, approveAbove) => {
  expect(approve.change(typed)).toEqual({ approveAbove });
});

test.each(['', '-1', '1000001', '1.5', 'ten'])('“%s” is no number of recipients', (typed) => {
  expect(approve.change(typed)).toBeNull();
});
