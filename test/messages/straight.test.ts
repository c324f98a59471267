import { expect, test } from 'vitest';
import { readableName, straight } from '../../src/messages/straight.ts';

test.each([
  ['Ann\u202e', 'Ann'],
  ['\u2067Olga\u2069', 'Olga'],
  ['דנה\u200f', 'דנה'],
  ['👩‍💻 Dev', '👩‍💻 Dev'],
  ['می‌خواهم', 'می‌خواهم'],
  ['Olga\n✔ Nikolai sees to it', 'Olga ✔ Nikolai sees to it'],
  ['Olga\r\n\u2028I\u0085\0', 'Olga I'],
  [`O${'\u0336'.repeat(40)}lga`, `O${'\u0336'.repeat(5)}lga`],
  ['\u200b\u2060', ''],
  ['\u3164', ''],
  ['\u2800 \u00a0', ''],
  ['', ''],
])('of the name %j stays %j', (name, shown) => {
  expect(readableName(name)).toBe(shown);
});

test('words stay as they are but for what turns them round', () => {
  expect(straight('fdp.\u202excel\u202c \u200b•')).toBe('fdp.xcel \u200b•');
});
