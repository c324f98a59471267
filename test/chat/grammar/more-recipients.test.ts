import { describe, expect, it } from 'vitest';
import { type CommandSpec, readArguments } from '../../../src/chat/grammar.ts';
import { EMAIL, HLR, SMS } from '../../support/command-specs.ts';

const RUSSIA = { country: 'RU' };
const read = (line: string, spec: CommandSpec = SMS) => readArguments(line, spec, RUSSIA);

/** What is offered in a line's place, without the command. */
function offered(line: string, spec: CommandSpec = SMS): string[] {
  const refused = read(line, spec);
  if (refused.ok) throw new Error(`read: ${refused.reading}`);
  return refused.corrections.map((one) => one.replace(`/${spec.name} `, ''));
}

describe('a recipient that is written in another way than the first', () => {
  it.each([
    ['in brackets', ' +79991234567\n<+79231112233>\nПривет', 'Привет'],
    ['in quotes', ' 89991234567\n"89231112233"\nПривет', 'Привет'],
    ['in quotes behind a space', ' 89991234567 "89231112233" Привет', 'Привет'],
    ['behind a label', ' 89991234567\nтел.: 89231112233\nПривет', 'Привет'],
    ['behind a bullet', ' 89991234567\n• 89231112233\nПривет', 'Привет'],
    ['behind a name', ' 89991234567\nМария 89231112233\nПривет', 'Привет'],
    ['behind the name of the first', ' 89991234567 Иван\n"89231112233"\nПривет', 'Привет'],
    ['with a word joiner behind the +', ' 89991234567\n+\u20607-923-111-22-33\nПривет', 'Привет'],
    ['in a list with names', ' +79991234567 Иван, +79231112233 Мария\nПривет', 'Привет'],
    ['in a list with labels', ' +79991234567 Иван, tel:+79231112233 Мария\nПривет', 'Привет'],
    ['below what stands for a number', ' 89991234567\nнет номера\n89231112233\nПривет', 'Привет'],
    ['behind whose name a gap is', ' 89991234567 Петрович\nнет телефона\n89231112233 Иван\nПривет', 'Привет'],
    ['behind several gaps', ' 89991234567\nнет\n-\n89231112233\nПривет', 'Привет'],
    ['below a mark for none', ' 89991234567\n-\n89231112233\nПривет', 'Привет'],
    ['below the name of the first', ' 89991234567\nИванов\n89231112233\nПетров\nПривет', 'Привет'],
    ['below an English name', ' 89991234567\nJohn\n89231112233\nMary\nHello', 'Hello'],
    ['behind an “and”', ' 89991234567 и 89231112233 Привет', 'Привет'],
    ['behind an English “and”', ' 89991234567 and 89231112233 Hello', 'Hello'],
    ['behind options of the first', ' +79991234567\n"89231112233" from=SHOP\nПривет', 'Привет'],
  ])('%s is asked about, and its number is in no text that is sent unasked', (_, line, text) => {
    const [first = '', ...others] = offered(line);
    expect(first).toContain('+79991234567, +79231112233');
    expect(first.endsWith(text)).toBe(true);
    // As a text it is offered, too: nothing that was typed is missing there.
    expect(others.at(-1)).toMatch(/^\+79991234567 -- .*23/s);
  });

  it('may be mistyped', () => {
    for (const line of [
      ' 89991234567\n8 923 111-22-3\nПривет',
      ' 89991234567 8 (923) 111-22-333 Привет',
      ' 89991234567 Иван, 8 (923) 111-22-333 Мария\nПривет',
      ' 89991234567 Иван (курьер), 8-923-111-22-333 Мария\nПривет',
      ' 89991234567\nИван: 892311122l\n89231112244\n89231112255\nПривет',
      ' 89991234567\nИван: +7923111222\n89231112244 -- Привет',
      // A figure of the text would make it whole.
      ' +7999123456 5\nштук',
    ]) {
      expect(read(line), line).toMatchObject({ ok: false });
    }
  });

  it('takes no lone digit from the next one', () => {
    expect(read(' 89991234567,\n+358 41 2345660 8 923 134-18-00\nпривет')).toMatchObject({
      ok: true,
      recipients: [{ to: '79991234567' }, { to: '358412345660' }, { to: '79231341800' }],
    });
  });

  it('may be an e-mail address at which a bullet stands', () => {
    expect(offered(' *a@b.ru\n*c@d.ru subject=x\nhi', EMAIL)[0]).toBe('a@b.ru, c@d.ru subject=x hi');
  });

  it('may be an e-mail address with its scheme', () => {
    const lines = offered(' a@b.ru mailto:c@d.ru subject=x hi', EMAIL);
    expect(lines[0]).toBe('a@b.ru, c@d.ru subject=x hi');
  });
});

describe('a number that is the text’s', () => {
  it.each([
    ' +79991234567 Звоните 8 495 123-45-67',
    ' +79991234567 Ваш курьер Иван, тел. 8 926 111-22-44, будет в 5',
    ' +79991234567\nПриходите к нам в любое время. 8 495 123-45-67',
    ' +79991234567\n01.12.2026 12:40 ждём вас',
    ' +79991234567\nКод 4821\n+79231112233 позвоните',
    ' +79991234567 -- 8 923 111-22-33',
  ])('is sent as it is: %j', (line) => {
    expect(read(line)).toMatchObject({ ok: true, recipients: [{ to: '79991234567' }] });
  });
});

describe('figures that are no number', () => {
  it.each([
    '01.12.2026',
    '2026-12-01',
    '01.12.2026-05.12.2026',
    'Ваш01.12.2026',
    'заказ12345678',
    '№12345678',
  ])('are the text’s behind a comma, and never left out of it: %j', (figures) => {
    expect(offered(` +79991234567, ${figures} ждём`)).toEqual([
      `+79991234567 -- ${figures} ждём`,
      `+79991234567 -- , ${figures} ждём`,
    ]);
  });

  it('are the text’s in a row of their own, and where a recipient is wanted', () => {
    expect(read(' +79991234567\n01.12.2026\nждём')).toMatchObject({ ok: true, text: '01.12.2026\nждём' });
    expect(read(' 01.12.2026 ждём')).toMatchObject({
      problem: { kind: 'no-recipient' },
      understood: { text: '01.12.2026 ждём' },
    });
  });

  it('are a date in any country, and a number that may be read as one is none', () => {
    for (const [country, date] of [
      ['IT', '01.12.2026'],
      ['DE', '2026-12-01'],
    ] as const) {
      expect(readArguments(` ${date} hi`, SMS, { country })).toMatchObject({
        problem: { kind: 'no-recipient' },
      });
    }
    for (const [country, number, to] of [
      ['FR', '01.12.20.26.30', '33112202630'],
      ['FO', '31.05.26', '298310526'],
    ] as const) {
      expect(readArguments(` ${number} hi`, SMS, { country })).toMatchObject({
        ok: true,
        recipients: [{ to }],
      });
    }
  });
});

it.each([
  ['behind all else', 'Заказ готов\n8 846 200-15-30'],
  ['that is announced', 'Звоните:\n8 846 200-15-30\nЖдём вас'],
  ['below a sentence', 'Заказ готов.\n8 846 200-15-30\nЖдём вас'],
])('a number in a row of the text %s is the text’s', (_, text) => {
  expect(read(` 89991234567\n${text}`)).toMatchObject({ ok: true, text });
});

describe('a row of a column', () => {
  it('ends at options and at the mark behind a name', () => {
    expect(read(' 89991234567 Иван\n+79231112233\tМария from=SHOP\nПривет')).toMatchObject({ ok: false });
    expect(read(' 89991234567\n+79231112233\tМария from=SHOP\nПривет')).toMatchObject({
      ok: true,
      beside: ['Мария'],
      options: { from: 'SHOP' },
      text: 'Привет',
    });
    expect(read(' 89991234567\n+791618008970 -- , £\nready')).toMatchObject({
      problem: { kind: 'bad-recipients', usable: { text: ', £\nready' } },
    });
  });

  it('is one however long the text behind its mark is', () => {
    const text = 'Ваш заказ готов. '.repeat(20).trim();
    expect(read(` 89991234567\n+79231112233 -- ${text}`)).toMatchObject({
      ok: true,
      recipients: [{ to: '79991234567' }, { to: '79231112233' }],
      text,
    });
  });

  it('with more recipients than are understood loses none of them', () => {
    expect(offered(' 89991234567; "89231112233"\n89031112244\nПривет')[0]).toBe(
      '+79991234567, +79231112233, +79031112244 Привет',
    );
    expect(
      offered(' 89991234567 Иван;\n"89231112233" Мария;\n89031112244 Пётр\nПривет').length,
    ).toBeGreaterThan(0);
  });

  it('with a name and a comma at its end is asked about', () => {
    expect(offered(' +79991234567 Иван,\n+79231112233, ждите')).toEqual([
      '+79991234567 Иван,',
      '+79231112233 ждите',
      '+79991234567 -- Иван,\n+79231112233, ждите',
    ]);
  });

  it('that is a sum belongs to the text', () => {
    expect(read(' 89991234567\n5 300 (42)\nк оплате')).toMatchObject({
      ok: true,
      recipients: [{ to: '79991234567' }],
      text: '5 300 (42)\nк оплате',
    });
  });
});

describe('an offered line', () => {
  it.each([
    [' "89991234567" Привет', '+79991234567 Привет'],
    [" '89991234567 Привет", '+79991234567 Привет'],
    [' \u202a<+79991234567>\u202c\n  5 штук', '+79991234567 --   5 штук'],
    [' <+79991234567> from=SHOP hi', '+79991234567 from=SHOP hi'],
    [' <+79991234567> x=5 hi', '+79991234567 -- x=5 hi'],
    [' 89231112233\n2) 89991234567\nПривет', '+79231112233, +79991234567 Привет'],
    [' "+241 06 03 12 92"  O\'Neil', "+24106031292 O'Neil"],
  ])('of %j says what was typed, and no more', (line, wanted) => {
    expect(offered(line)[0]).toBe(wanted);
  });

  it('goes to nobody out of what stands behind the mark', () => {
    expect(offered(' 8 923 111-22-3 -- Звоните 8 926 111-22-44').join()).not.toContain('+7926');
  });

  it('keeps the text byte for byte behind a comma that may be a slip', () => {
    expect(offered(' +79991234567,\u200e 𝐓\n<b>\n\n\u061c')).toEqual([
      '+79991234567 -- \u200e 𝐓\n<b>\n\n\u061c',
      '+79991234567 -- ,\u200e 𝐓\n<b>\n\n\u061c',
    ]);
  });
});

describe('a number behind the number of a list', () => {
  it('is no number of another country', () => {
    const line = ' 3 8 (903) 188-25-72 hello';
    expect(read(line)).toMatchObject({ ok: false });
    expect(offered(line)).toEqual(['+79031882572 hello', '+79031882572 -- 3 hello']);
  });
});

describe('figures behind a number', () => {
  it.each([' 9161000000 42\nштуки', ' (923) 100-00-00 42\nштуки', ' +79991234567\n9161000000 42\nштуки'])(
    'do not make it one of another country: %j',
    (line) => {
      const known = read(line);
      expect((known.ok ? known : known.understood).recipients.map(({ to }) => to).join()).not.toMatch(/42/);
      if (!known.ok) expect(offered(line).at(-1)).toMatch(/^\+7\d{10} -- /);
    },
  );
});

describe('a number longer than any', () => {
  it('is refused, though its country assigns it', () => {
    expect(read(' +4930123456123456 hi')).toMatchObject({ ok: false });
  });
});

describe('a mistyped look-up', () => {
  it('is not asked about in part, nor together with its neighbour', () => {
    for (const line of [' +7 999 130 23 14 8 999 100-00-0', ' 8 (999) 123-92-00 8 999 100-00-0']) {
      const refused = read(line, HLR);
      const { recipients } = refused.ok ? refused : refused.understood;
      expect(recipients.map(({ to }) => to).filter((to) => to.startsWith('1'))).toEqual([]);
    }

    const mistyped = read(' +79991234567, 8 (916) 131-06-467', HLR);
    expect(mistyped).toMatchObject({
      problem: { kind: 'bad-recipients', usable: { recipients: [{ to: '79991234567' }] } },
    });
  });
});

describe('a number that is one digit off', () => {
  it.each([
    ' +79991000000 999100000 Ваш,',
    ' +24740110\nМария\t+7999100000\nПривет',
    ' +24740110\nМария\t+7999100000\nИван\t+79991000001\nПривет',
    ' +79991471249 Иван (курьер) \nИван: +770115937343 999 кв.5',
    ' +77011000000;\n+7999180000  5, Ваш,',
    // A letter in the place of a figure.
    ' 8-999-126-47-49 8999199998l -- Ваш',
  ])('is no text behind a recipient unasked: %j', (line) => {
    expect(read(line)).toMatchObject({ ok: false, problem: { kind: 'ambiguous' } });
  });

  it('is told from a code, with which a text may begin', () => {
    for (const code of ['123456789', '80080012345678', '451234567']) {
      expect(read(` +79991234567 ${code} готов`)).toMatchObject({ ok: true, text: `${code} готов` });
    }
  });

  it('takes nothing of the next one, and no figure of the text behind it', () => {
    expect(offered(' +24740110, +62812345610 8 999 100-00-00 привет')).toEqual([
      '+24740110, +62812345610, +79991000000 привет',
      '+24740110, +62812345610 -- 8 999 100-00-00 привет',
    ]);
    expect(offered(' 89231792996, +7 701 110 01 0 300 шт')).toEqual(['+79231792996 -- 300 шт']);
    expect(offered(' 89161359467,\n(903) 199-37-929 5 300,50 ₽')).toEqual(['+79161359467 -- 5 300,50 ₽']);
    expect(offered(' 89231792996, 792318724418, 89161823709, +7701100103\t3.14 - at=18:30')).toEqual([
      '+79231792996, +79161823709 at=18:30 -- 3.14 -',
      '+79231792996, +79161823709 -- 3.14 - at=18:30',
    ]);
  });

  it('may be whole without the figures behind it in its row', () => {
    for (const line of [' +43 664 123470  42\nшт', ' 89991234567, +43 (664) 123424 5 300 \nшт']) {
      expect(read(line)).toMatchObject({ ok: false, problem: { kind: 'ambiguous' } });
    }
  });

  it('is not sent to another country: by brackets or a figure of its own nobody sets a calling code apart', () => {
    expect(read(' (916) 177-99-2 9-21\nПривет')).toMatchObject({ ok: false });
    expect(offered(' тел. 8-923-159-31-68. № 5 1042 123456').join()).not.toContain('+51');
  });
});

describe('the last figures of another number', () => {
  it.each([
    ['/sms 8 999 123-45-95 и 96 Ждём вас', '/sms +79991234595, +79991234596 Ждём вас'],
    ['/sms +79991234595 and 96 Come at ten', '/sms +79991234595, +79991234596 Come at ten'],
    ['/sms 8 999 123-45-95/96 Ждём вас', '/sms +79991234595, +79991234596 Ждём вас'],
    ['/sms 89991234595/96 Ждём вас', '/sms +79991234595, +79991234596 Ждём вас'],
  ])('%s: nothing goes, and both are offered', (typed, both) => {
    const read = readArguments(typed.slice(4), SMS, { country: 'RU' });
    expect(read.ok).toBe(false);
    expect(read.ok ? [] : read.corrections[0]).toBe(both);
  });

  it.each([
    [' +79991234567 и ещё 17 мест', 'и ещё 17 мест'],
    [' +79991234567 1/2 пиццы готова', '1/2 пиццы готова'],
    [' +79991234567 and 17, please', 'and 17, please'],
  ])('%j holds none', (line, text) => {
    expect(readArguments(line, SMS, { country: 'RU' })).toMatchObject({ ok: true, text });
  });
});
