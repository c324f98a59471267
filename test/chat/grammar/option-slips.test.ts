import { expect, test } from 'vitest';
import { call } from '../../../commands/call.ts';
import { email } from '../../../commands/email.ts';
import { commands } from '../../../commands/index.ts';
import { sms } from '../../../commands/sms.ts';
import { stats } from '../../../commands/stats.ts';
import { tgm } from '../../../commands/tgm.ts';
import { isOptionSomewhere } from '../../../src/chat/grammar/spec.ts';
import { readArguments } from '../../../src/chat/grammar.ts';

const TO = '+79991234567';

test.each([
  [
    `${TO} Готово at=18:30 from=SHOP`,
    [`${TO} at=18:30 from=SHOP Готово`, `${TO} -- Готово at=18:30 from=SHOP`],
  ],
  [
    `${TO} Готово comment="заявка 7" от=SHOP`,
    [`${TO} comment="заявка 7" from=SHOP Готово`, `${TO} -- Готово comment="заявка 7" от=SHOP`],
  ],
  [`${TO} доб. 12 from=SHOP Готово`, [`${TO} from=SHOP Готово`, `${TO} from=SHOP -- доб. 12 Готово`]],
  [`${TO} from=SHOP,at=18:30 Готово`, [`${TO} from=SHOP at=18:30 Готово`]],
  [`${TO} from=SHOP; Готово`, [`${TO} from=SHOP Готово`]],
  [`${TO} at=18:30, Готово`, [`${TO} at=18:30 Готово`]],
  [`${TO} from= SHOP at= 18:30 Готово`, [`${TO} from=SHOP at=18:30 Готово`]],
  [`${TO} --from=SHOP Готово`, [`${TO} from=SHOP Готово`, `${TO} -- --from=SHOP Готово`]],
  [`${TO} –от=SHOP Готово`, [`${TO} from=SHOP Готово`, `${TO} -- –от=SHOP Готово`]],
  [
    `${TO}\nfrom=SHOP at=18:30\nГотово`,
    [`${TO} from=SHOP at=18:30 Готово`, `${TO} -- from=SHOP at=18:30\nГотово`],
  ],
  [
    `${TO} from=SHOP\nat=18:30\nГотово`,
    [`${TO} from=SHOP at=18:30 Готово`, `${TO} from=SHOP -- at=18:30\nГотово`],
  ],
  [`${TO} from="SHOP 24" at=18:30 Готово`, [`${TO} from=SHOP24 at=18:30 Готово`]],
  [`${TO} from=«Моя Лавка» Готово`, [`${TO} Готово`]],
  [`${TO} via="viber, sms" Готово`, [`${TO} via=viber,sms Готово`]],
  [`${TO} kind=promo Готово`, [`${TO} kind=ad Готово`, `${TO} kind=service Готово`]],
  [`${TO} Готово voice=w2`, [`${TO} Готово`, `${TO} -- Готово voice=w2`]],
  [`${TO} Готово from=SHOP voice=w2`, [`${TO} from=SHOP Готово`, `${TO} -- Готово from=SHOP voice=w2`]],
  [
    `${TO} Готово kind=promo`,
    [`${TO} kind=ad Готово`, `${TO} kind=service Готово`, `${TO} -- Готово kind=promo`],
  ],
  // Who says no is not offered yes.
  [`${TO} now=нет Готово`, [`${TO} Готово`]],
  [`${TO} voice=w2 Готово`, [`${TO} Готово`, `${TO} -- voice=w2 Готово`]],
  [`to=${TO} text="Готово, ждём" from=SHOP`, [`${TO} from=SHOP Готово, ждём`]],
  [`phone=${TO} from=SHOP text=Готово, ждём`, [`${TO} from=SHOP Готово, ждём`]],
  [`кому=${TO} текст=«Готово»`, [`${TO} Готово`]],
  [`завтра в 9 ${TO} Готово`, [`${TO} at="завтра в 9" Готово`, `${TO} -- завтра в 9 Готово`]],
  [`${TO} 1.12 в 18:30 Готово`, [`${TO} at="1.12 в 18:30" Готово`, `${TO} -- 1.12 в 18:30 Готово`]],
  [`${TO} в 18-30 Готово`, [`${TO} at=18-30 Готово`, `${TO} -- в 18-30 Готово`]],
] as const)('/sms %s keeps its options out of the text, and loses none', (typed, lines) => {
  const read = readArguments(` ${typed}`, sms.spec, { country: 'RU' });
  expect(read.ok ? [] : read.corrections).toEqual(lines.map((line) => `/sms ${line}`));
});

test.each([
  ['через=viber,sms после=30с', { via: 'viber,sms', after: '30с' }],
  ['delay=60s via=viber,sms', { via: 'viber,sms', after: '60s' }],
  ['задержка=60с через=viber,sms', { via: 'viber,sms', after: '60с' }],
  ['в=18:30 комментарий="заказ 12"', { at: '18:30', comment: 'заказ 12' }],
  ['примечание=12 сейчас=да', { comment: '12', now: 'yes' }],
  ['время отправки=18:30 от кого=ZOO', { at: '18:30', from: 'ZOO' }],
  ['send at=18:30 note=12', { at: '18:30', comment: '12' }],
] as const)('/sms %s is known by what people call it', (typed, options) => {
  expect(readArguments(` ${TO} ${typed} Едем`, sms.spec, { country: 'RU' })).toMatchObject({
    ok: true,
    options,
    text: 'Едем',
  });
});

// The text would be sent with what was said to the bot, by another way or at another time than was meant.
test.each([
  ['коммент="заказ 12" Едем', ['comment="заказ 12" Едем', '-- коммент="заказ 12" Едем']],
  ['срочно=да Едем', ['-- срочно=да Едем']],
  ['urgent=yes Hi', ['-- urgent=yes Hi']],
  ['from=ZOO срочность=1 Едем', ['from=ZOO -- срочность=1 Едем']],
  ['голос=w2 Едем', ['Едем', '-- голос=w2 Едем']],
  ['кому=Маша Едем', ['Маша Едем']],
] as const)('/sms %s is asked about before it goes', (typed, lines) => {
  const read = readArguments(` ${TO} ${typed}`, sms.spec, { country: 'RU' });
  expect(read.ok ? null : read.problem.kind).toBe('unknown-option');
  expect(read.ok ? [] : read.corrections).toEqual(lines.map((line) => `/sms ${TO} ${line}`));
});

test('a code that is called one is offered alone', () => {
  const read = readArguments(` ${TO} код=4821`, tgm.spec, { country: 'RU' });
  expect(read.ok ? [] : read.corrections).toEqual([`/tgm ${TO} -- 4821`]);
});

test('a value that is out of range is mended beside another one', () => {
  const read = readArguments(` ${TO} ring=99 tries=99 Hi`, call.spec, { country: 'RU' });
  expect(read.ok ? [] : read.corrections).toEqual([`/call ${TO} ring=35 tries=9 Hi`]);
});

test('what takes no text is offered none', () => {
  for (const typed of [' 7d chanel=viber', ' 7d subject=x']) {
    const read = readArguments(typed, stats.spec, { country: 'RU' });
    for (const line of read.ok ? [] : read.corrections) expect(line).not.toContain('--');
  }
});

test('an option of another channel is no text unless that is chosen', () => {
  const read = readArguments(' a@b.ru subject="Счёт 12" voice=w2 Готово', email.spec, { country: 'RU' });
  expect(read.ok ? [] : read.corrections).toEqual([
    '/email a@b.ru subject="Счёт 12" Готово',
    '/email a@b.ru subject="Счёт 12" -- voice=w2 Готово',
  ]);
});

test('each option of a command that sends words is known to the others as one', () => {
  const sending = commands.filter(({ spec }) => spec.text === 'required');
  const names = sending.flatMap(({ spec }) => Object.keys(spec.options));
  expect(names).toContain('ring');
  expect(names.filter((name) => !isOptionSomewhere(name))).toEqual([]);
});
