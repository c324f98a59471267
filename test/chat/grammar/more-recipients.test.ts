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
    ]) {
      expect(read(line), line).toMatchObject({ ok: false });
    }
  });

  it('is a number of its own where a longer one would be one too', () => {
    const line = ' 89991234567,\n+358 41 2345660 8 923 134-18-00\nпривет';
    expect(offered(line)).toContain('+79991234567, +358412345660, +79231341800 привет');
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
      '+79991234567 -- Иван,\n+79231112233, ждите',
      '+79991234567 Иван,',
      '+79231112233 ждите',
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

describe('a number longer than any', () => {
  it('is refused, though its country assigns it', () => {
    expect(read(' +4930123456123456 hi')).toMatchObject({ ok: false });
  });
});

describe('a mistyped look-up', () => {
  it('is not asked about in part', () => {
    const mistyped = read(' +79991234567, 8 (916) 131-06-467', HLR);
    expect(mistyped).toMatchObject({
      problem: { kind: 'bad-recipients', usable: { recipients: [{ to: '79991234567' }] } },
    });
  });
});
