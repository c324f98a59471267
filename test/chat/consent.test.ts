import { beforeEach, describe, expect, test } from 'vitest';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { fileOf, sendFile } from '../support/tables.ts';

let chat: ChatForTest;

beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/contact add ivan +79991234567 consent="site form, 2026-11-01"');
  await chat.say(NIKOLAI, '/contact add anna +79991234568 city=Omsk');
});

/** To whom something may leave. */
const leaving = (): Promise<string[]> =>
  chat.store.write(async (tx) =>
    (await nextMessages(tx, 'demo', 100, Date.now())).messages.map(({ recipient }) => recipient),
  );

const sendAll = async (card: Shown, label: string) => chat.press(NIKOLAI, await chat.look(card), label);

describe('advertising', () => {
  test('goes to a contact whose consent is on record, and says what it is', async () => {
    const card = only(await chat.say(NIKOLAI, '/sms ivan kind=ad Sale'));
    expect(card.text).toContain('1 part, GSM-7 · advertising · from SHOP');
    expect(await leaving()).toEqual(['79991234567']);
  });

  test.each([
    [
      NIKOLAI,
      'Not sent to (2): anna (no consent on record), +79991234569 (no consent on record)',
      '/contact change anna consent="site form, 2026-11-01"',
    ],
    [
      OLGA,
      'Не будет отправлено (2): anna (нет согласия), +79991234569 (нет согласия)',
      '/contact change anna согласие="форма на сайте, 01.11.2026"',
    ],
  ] as const)(
    'to several goes to those who consented; the others are listed with the reason, and how to record a consent',
    async (person, line, how) => {
      const card = only(await chat.say(person, '/sms ivan, anna, +79991234569 kind=ad Sale'));
      expect(card.text.split('\n')).toContain(line);
      expect(card.copied).toEqual([how]);
      await chat.press(person, card, person === OLGA ? 'Отправить 1' : 'Send 1');
      expect(await leaving()).toEqual(['79991234567']);
    },
  );

  test.each(['ad', 'реклама', 'Advertising'])('is said as kind=%s', async (kind) => {
    const card = only(await chat.say(NIKOLAI, `/sms ivan kind=${kind} Sale`));
    expect(card.text.split('\n')[0]).toContain('advertising');
  });

  test('goes to nobody else: the line is refused where nobody has consented', async () => {
    const card = only(await chat.say(NIKOLAI, '/sms anna kind=ad Sale'));
    expect(card.text).toMatch(/^❌ None of this could go: anna \(no consent on record\)/);
    expect(await leaving()).toEqual([]);
  });

  test.each([
    [NIKOLAI, 'anna', '/contact change anna consent="site form, 2026-11-01"'],
    [OLGA, 'anna', '/contact change anna согласие="форма на сайте, 01.11.2026"'],
    [NIKOLAI, '+79991234569', '/contact add name +79991234569 consent="site form, 2026-11-01"'],
    [OLGA, '+79991234569', '/contact add имя +79991234569 согласие="форма на сайте, 01.11.2026"'],
  ] as const)(
    'that is refused says how the consent is put on record, and goes then',
    async (person, to, line) => {
      const refused = only(await chat.say(person, `/sms ${to} kind=ad Sale`));
      expect(refused.copied).toEqual([line]);
      only(await chat.say(person, line));
      only(await chat.say(person, `/sms ${to} kind=ad Sale`));
      expect(await leaving()).toHaveLength(1);
    },
  );

  test('by a table to nobody says how consents are put on record', async () => {
    const list = 'number\n+79991234568\n';
    const card = only(await sendFile(chat, OLGA, '/bulk kind=ad Sale', fileOf('list.csv', list)));
    expect(card.text).toContain('Согласия загружаются с таблицей контактов, из столбца «согласие»');
  });

  test.each([
    [NIKOLAI, '3 rows, 1 duplicate, 2 without a consent'],
    [OLGA, '3 строки, 1 повтор, 2 без'],
  ] as const)('of a table of which nobody gets it every row is counted: %#', async (person, words) => {
    const list = 'phone\n+79991234561\n+79991234562\n+79991234561\n';
    const card = only(await sendFile(chat, person, '/bulk kind=ad Sale', fileOf('list.csv', list)));
    expect(card.text).toContain(words);
  });

  test('by a table leaves out rows without a consent, and counts them', async () => {
    const list = 'number\n+79991234567\n+79991234568\n+79991234569\n';
    const card = only(await sendFile(chat, NIKOLAI, '/bulk kind=ad Sale', fileOf('list.csv', list)));
    expect(card.text).toContain('2 without a consent on record');
    await sendAll(card, 'Send 1');
    expect(await leaving()).toEqual(['79991234567']);
  });

  test('by a template is what the template is, whatever is typed beside', async () => {
    only(await chat.say(NIKOLAI, '/template add promo kind=ad Sale today'));
    const card = only(await chat.say(NIKOLAI, '/t promo anna kind=service'));
    expect(card.text).toContain('anna (no consent on record)');
    only(await chat.say(NIKOLAI, '/t promo ivan'));
    expect(await leaving()).toEqual(['79991234567']);
  });

  test('by a template stays one when its text is changed, until it is said to be none', async () => {
    only(await chat.say(NIKOLAI, '/template add promo kind=ad Sale today'));
    only(await chat.say(NIKOLAI, '/template change promo Sale tomorrow'));
    only(await chat.say(NIKOLAI, '/t promo anna'));
    expect(await leaving()).toEqual([]);
    only(await chat.say(NIKOLAI, '/template change promo kind=service Your order is ready'));
    only(await chat.say(NIKOLAI, '/t promo anna'));
    expect(await leaving()).toEqual(['79991234568']);
  });

  test('that goes on by another channel asks for the consent anew', async () => {
    const card = only(await chat.say(NIKOLAI, '/sms ivan kind=ad via=viber,sms Sale'));
    await submit(chat.store, card.card.id, [accepted('855')]);
    await chat.say(NIKOLAI, '/contact change ivan consent=no');
    await receipt(chat.store, 'id:855 stat:UNDELIV err:011');
    expect((await chat.look(card)).text).toContain(
      '↪️ SMS was not tried: the consent is not on record any more.',
    );
  });
});

test('a call to several goes to those who consented, and one to a single person to anybody', async () => {
  const card = only(await chat.say(NIKOLAI, '/call ivan, anna The shop is closed'));
  expect(card.text).toContain('anna (no consent on record)');
  only(await chat.say(NIKOLAI, '/call anna The shop is closed'));
  expect(await leaving()).toEqual(['79991234568']);
});

describe('a consent', () => {
  test.each([
    [NIKOLAI, 'consent="yes"', '“yes” is no consent: it says where they agreed and on which day'],
    [OLGA, 'согласие="да, конечно"', '«да, конечно» не похоже на согласие'],
  ] as const)('without a source and a day is not taken', async (person, typed, words) => {
    expect(only(await chat.say(person, `/contact change anna ${typed}`)).text).toContain(words);
  });

  test.each([
    [NIKOLAI, 'consent="tenancy form 1 October 2026"', 'consent: tenancy form 2026-10-01'],
    [NIKOLAI, 'consent=form (Oct 1st, 2026)', 'consent: form (2026-10-01)'],
    [NIKOLAI, 'consent=form 05/05/2026', 'consent: form 2026-05-05'],
    [NIKOLAI, 'consent=form 25/12/2026', 'consent: form 2026-12-25'],
    [OLGA, 'согласие="договор от 1 октября 2026 г."', 'согласие: договор от 2026-10-01'],
    [OLGA, 'согласие=договор 01.10.2026', 'согласие: договор 01.10.2026'],
  ] as const)('is taken with its day as people write it: %#', async (person, typed, shown) => {
    expect(only(await chat.say(person, `/contact change anna ${typed}`)).text).toContain(shown);
    only(await chat.say(person, '/sms anna kind=ad Sale'));
    expect(await leaving()).toEqual(['79991234568']);
  });

  test.each([
    [NIKOLAI, 'change anna', 'consent', 'can be read in two ways. Nothing was changed'],
    [OLGA, 'change anna', 'согласие', 'можно понять двояко. Ничего не изменено'],
    [NIKOLAI, 'add max +79991234569', 'consent', 'can be read in two ways'],
  ] as const)('of a day that may be two is asked about: %#', async (person, line, field, words) => {
    const asked = only(await chat.say(person, `/contact ${line} ${field}="form 01/10/2026"`));
    expect(asked.text).toContain(words);
    const lines = ['form 2026-10-01', 'form 2026-01-10'].map((said) => `/contact ${line} ${field}=${said}`);
    expect(asked.copied).toEqual(lines);
    expect(only(await chat.say(person, lines[1] ?? '')).text).toContain(`${field}: form 2026-01-10`);
  });

  test.each([
    [NIKOLAI, 'Row 3: the day of “form 01/10/2026” can be read in two ways; write it as 2026-11-01'],
    [OLGA, 'Строка 3: день в «form 01/10/2026» можно понять двояко; напишите его как 01.11.2026'],
  ] as const)('of a table has its day as people write it: %#', async (person, words) => {
    const table =
      'name,phone,consent\noleg,+79991234570,анкета 1 октября 2026\nmax,+79991234573,form 01/10/2026\n';
    const said = only(await sendFile(chat, person, '/contact import', fileOf('people.csv', table)));
    expect(said.text.split('\n')).toEqual([expect.anything(), expect.stringContaining(words)]);
    only(await chat.say(person, '/sms oleg kind=ad Sale'));
    expect(await leaving()).toEqual(['79991234570']);
  });

  test('is called so in the language of who reads the contact, and can be typed so', async () => {
    const card = only(await chat.say(OLGA, '/contact ivan'));
    expect(card.text).toContain('согласие: site form, 2026-11-01');
    expect(card.view.buttons.flat()).toContainEqual({
      label: 'Изменить',
      copy: '/contact change ivan +79991234567 согласие=site form, 2026-11-01',
    });
    expect(only(await chat.say(OLGA, '/contact')).text).toContain('согласие: site form');
    expect(only(await chat.say(NIKOLAI, '/contact ivan')).text).toContain('consent: site form');
  });

  test.each([
    [NIKOLAI, 'consent', 'Changed. The consent was given for the old number, and is taken out.'],
    [OLGA, 'согласие', 'Изменён. Согласие было дано для прежнего номера, оно убрано.'],
  ] as const)('holds for the number that it was given for alone: %#', async (person, field, said) => {
    const kept = only(await chat.say(person, '/contact change ivan +79991234567 age=42'));
    expect(kept.text).toContain(`${field}: site form, 2026-11-01`);
    const changed = only(await chat.say(person, '/contact change ivan +79991230001'));
    expect(changed.text.split('\n')).toContain(said);
    expect(changed.text).toContain('age: 42');
    only(await chat.say(person, '/sms ivan kind=ad Sale'));
    expect(await leaving()).toEqual([]);
    const again = only(
      await chat.say(person, `/contact change ivan +79991230002 ${field}="shop, 2026-11-20"`),
    );
    expect(again.text).toContain(`${field}: shop, 2026-11-20`);
  });

  test('comes with a table of contacts, in either language', async () => {
    const table = 'name,phone,согласие\noleg,+79991234570,"анкета, 01.11.2026"\n';
    await sendFile(chat, NIKOLAI, '/contact import', fileOf('people.csv', table));
    only(await chat.say(NIKOLAI, '/sms oleg kind=ad Sale'));
    expect(await leaving()).toEqual(['79991234570']);
  });

  test('is not taken from a row that says neither where nor when, and “no” leaves none behind', async () => {
    const table =
      'name,phone,consent\npetr,+79991234571,yes\noleg,+79991234572,no\nmax,+79991234573,"shop, 2026-02-30"\n';
    const said = await sendFile(chat, NIKOLAI, '/contact import', fileOf('people.csv', table));
    expect(only(said).text.split('\n')).toEqual([
      '📇 1 contact is in from this file.',
      'Row 2: “yes” is no consent; it says where they agreed and on which day, such as “site form, 2026-11-01”.',
      'Row 4: “shop, 2026-02-30” is no consent; it says where they agreed and on which day, such as “site form, 2026-11-01”.',
    ]);
    expect(only(await chat.say(NIKOLAI, '/contact oleg')).text).not.toContain('consent');
  });
});
