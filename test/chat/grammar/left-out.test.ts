import { expect, test } from 'vitest';
import { sms } from '../../../commands/sms.ts';
import { watch } from '../../../commands/watch.ts';
import { leftOut } from '../../../src/chat/grammar/left-out.ts';

test.each([
  ['+79991234567 from=SHOP hi', '+79991234567 hi', ['from=SHOP']],
  ['8 (999) 123-45-67 от=SHOP привет', '+79991234567 from=SHOP привет', []],
  ['+79991234567 и +79991234568 привет', '+79991234567, +79991234568 привет', []],
  ['+79991234567, 89991234567 привет', '+79991234567 привет', []],
  ['+79991234567, +79991234568 привет', '+79991234567 привет', ['+79991234568']],
  ['тел. 89991234567 привет', '+79991234567 привет', []],
  [
    '+79991234567 comment="счёт 12" вид=реклама Скидка 30%',
    '+79991234567 kind=ad Скидка 30%',
    ['comment="счёт 12"'],
  ],
  ['+79991234567 5 000 руб, 5 шт', '+79991234567 5 000 руб, шт', ['5']],
  ['+79991234567 готов. Ваш Иван', '+79991234567 Ваш', ['готов', 'Иван']],
  ['+79991234567 at=18:30 hi', '+79991234567 -- hi', ['at=18:30']],
  ['+79991234567 channel=viber via=viber,sms hi', '+79991234567 via=viber,sms hi', ['channel=viber']],
  ['+79991234567 🎁 приз', '+79991234567 приз', []],
] as const)('of %s the line %s leaves out %j', (typed, line, left) => {
  expect(leftOut(typed, line, sms.spec, 'RU')).toEqual(left);
});

test('a command without recipients has its numbers and values compared as well', () => {
  expect(leftOut('failed operator=МТС 20% +79991234567', 'failed 20%', watch.spec, 'RU')).toEqual([
    'operator=МТС',
    '+79991234567',
  ]);
});
