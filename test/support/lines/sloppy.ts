import fc from 'fast-check';
import { option } from './options.ts';
import { addressee, emailAddressee } from './recipients.ts';

// Lines of every command as people type them in a hurry: with slips, in no order, with words that it does not know.

/** What their writer has in the book, so that some of it is known. */
export const BOOK = [
  '/contact add Ivan +79991234567 город=Тверь',
  '/contact add Мария +79991234568',
  '/group add couriers Ivan, Мария',
  '/template add ready Ваш заказ {n} готов, сумма {sum}',
  '/template add hi Hello {name}',
] as const;

const OPTIONS = [
  'frm=SHOP',
  'from= SHOP',
  'from =SHOP',
  'from=SHOP,',
  'from=SHOP,at=18:30',
  '--from=SHOP',
  'from SHOP',
  'от=SHOP',
  'from=VERYLONGSENDER',
  'at=18-30',
  'at="пн 9"',
  'at=завтра в 9',
  'at=in 1 h 50 min',
  'at=28.11 в 18:30',
  'at=nonsense',
  'kind=promo',
  'вид=реклама',
  'now=no',
  'alphabet=utf8',
  'comment="ticket 77"',
  'comment="ticket 77',
  'subject=Счёт 12',
  'subject="Счёт 12"',
  'voice=w2',
  'voice=x9',
  'ring=500',
  'bot=@shop_bot',
  'via=viber,foo',
  'after=zz',
  'url=https://a.ru/?x=1',
] as const;
const TEXTS = [
  'Ваш заказ 1042 готов',
  'Your order is ready',
  '5 000 руб',
  '«Привет», сказал он',
  'завтра в 9',
  'in 2h',
  '28.11 в 18:30 Приходите',
  '18-30',
  '🎁 приз',
  '(ждём)',
  'https://a.ru/?x=1',
  '4821',
  'доб. 12',
  'text="Заказ готов"',
  '-- Как есть',
] as const;
const NAMES = ['Ivan', 'Мария', 'Мариия', '#couriers', '#courers', 'Никто', 'to=+79991234567'] as const;

const SENDING = ['sms', 'sms', 'sms', 'email', 'call', 'viber', 'soc', 'tgm', 'bot', 'hlr', 'ping'] as const;

const sending = fc.constantFrom(...SENDING).chain((command) => {
  const number = (command === 'email' ? emailAddressee : addressee).map(({ typed }) => typed);
  const whom = fc.oneof(
    { weight: 3, arbitrary: number },
    { weight: 1, arbitrary: fc.constantFrom(...NAMES) },
  );
  const said = fc.oneof(
    fc.constantFrom(...OPTIONS),
    option.map(([typed]) => typed),
    fc.constantFrom(...TEXTS),
    fc.constantFrom(...TEXTS),
  );
  const line = fc
    .tuple(
      fc.array(whom, { minLength: 1, maxLength: 2 }),
      fc.array(said, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    )
    .map(([first, behind, isFirst]) => (isFirst ? [...first, ...behind] : [...behind, ...first]));
  return fc
    .tuple(line, fc.constantFrom(' ', ' ', ' ', '\n', ', '))
    .map(([pieces, gap]) => `/${command} ${pieces.join(gap)}`);
});

/** Of each other command the words that people put behind it, in any order. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  watch: [
    ...[
      'failed',
      'faled',
      'rate',
      '20%',
      '20 %',
      '10m',
      'за 10 минут',
      'from=SHOP',
      'operator=Tele 2',
      'code 254',
    ],
    ...[
      'code=6',
      'silent',
      'heartbeat',
      'db backup',
      '1h 30m',
      'every 2h',
      'spend',
      '5 000 руб',
      'кроме МТС',
      'test',
    ],
    ...['link', 'balance', 'summary', 'weekly пн 9-00', 'alerts severity=critical', 'by=Olga', '5'],
  ],
  hook: [
    'add',
    'ad',
    'https://a.ru/x',
    'a.ru/x',
    'events=delivered',
    'events=faild,read',
    'failed',
    'name=crm',
  ],
  token: ['add', 'ad', 'crm', 'may=messages', 'may=mesages,stop', 'lookups', 'rate=5', 'day=x', 'rights=all'],
  quota: ['Nikolai', 'operators', '50', 'day=50', '50 в день', '500/month', '2000 руб', 'foo=5', 'off'],
  t: [
    'ready',
    'redy',
    '+79991234567',
    'Мариия',
    '1042',
    'n=1042',
    'sum=5 000',
    'summ=500',
    'n:7',
    'at=18-30',
  ],
  template: ['add', 'ad', 'ready', 'new', 'channel=fax', 'kind=promo', 'Ваш заказ {n}', 'change', 'redy'],
  contact: [
    'add',
    'ad',
    'Ivan',
    'Петя',
    'Иван Петров',
    '+79991234569',
    '8999123',
    'город=Тверь',
    'own=yes',
    'change',
  ],
  group: ['add', 'ad', 'couriers', 'vip', 'Ivan', 'Ivn', '+79991234569', 'remove'],
  stoplist: ['add', 'ad', '+79991234567', '8999123', 'Ivan', 'Мариия', 'жалоба', 'remove'],
  settings: [
    'quiet',
    'quit',
    '22-8',
    'hours',
    '9-18 пн-пт',
    'quota',
    '100 в день',
    'approve',
    'above 50',
    'zone Omskk',
  ],
  stats: ['7d', 'yesterdy', 'from=SHOP', 'chanel=sms', 'operator=МТС', 'by operator', 'nov', 'x=1'],
  history: ['+79991234567', 'Мариия', '8999123', '30d', 'last week'],
  ping: ['+79991234567', 'Мариия', 'until on', 'until on 2h', 'from=SHOP', '8999123', '+79991234568'],
  lang: ['ru', 'german', 'please'],
  inbox: ['on', 'onn', 'all'],
  help: ['sms', 'smss', 'foo'],
  smss: ['+79991234567', 'from=SHOP', 'Привет'],
};

const other = fc
  .constantFrom(...Object.entries(WORDS))
  .chain(([command, words]) =>
    fc
      .uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 })
      .map((picked) => `/${command} ${picked.join(' ')}`),
  );

export const sloppyLine = fc.oneof({ weight: 3, arbitrary: sending }, { weight: 2, arbitrary: other });
