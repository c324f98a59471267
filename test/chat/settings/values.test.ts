import { expect, test } from 'vitest';
import { readSetting, takesBack } from '../../../src/chat/settings/index.ts';
import { readZone, zone } from '../../../src/chat/settings/zone.ts';

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
])('%s is the zone %s', (typed, found) => {
  expect(readZone(typed)).toBe(found);
});

test.each(['', '5', 'msk2', 'Europe', 'Mars/Olympus', '+25', 'noon'])('%s is no zone', (typed) => {
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
