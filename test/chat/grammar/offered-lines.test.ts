import { describe, expect, it } from 'vitest';
import { type CommandSpec, readArguments } from '../../../src/chat/grammar.ts';
import { SMS } from '../../support/command-specs.ts';

const RUSSIA = { country: 'RU' };
const read = (line: string, spec: CommandSpec = SMS) => readArguments(line, spec, RUSSIA);

/** What is offered in a line's place, without the command. */
function offered(line: string, spec: CommandSpec = SMS): string[] {
  const refused = read(line, spec);
  if (refused.ok) throw new Error(`read: ${refused.reading}`);
  return refused.corrections.map((one) => one.replace(`/${spec.name} `, ''));
}

describe('a line that is wrong in several ways', () => {
  it('is offered as both readings of what is left when each is mended', () => {
    expect(offered(' +247 (40110) \nВаш +79261112244\na=b привет')).toEqual([
      '+24740110, +79261112244 -- a=b привет',
      '+24740110 -- Ваш +79261112244\na=b привет',
    ]);
    expect(offered(" +77011000018, '89991783885, +7 999 10000 09 +7 (903) 109-26-73 a=b hi")[0]).toBe(
      '+77011000018, +79991783885, +79991000009, +79031092673 -- a=b hi',
    );
  });

  it('loses none of the numbers that stand between two commas', () => {
    expect(offered(' 89031201268, 0077011943792 89161129367, 89031820883 привет')[0]).toBe(
      '+79031201268, +77011943792, +79161129367, +79031820883 привет',
    );
    expect(offered(' 89031201268, +62-812-345-686 (916) 178-01-82, 87011425386 привет')[0]).toBe(
      '+79031201268, +62812345686, +79161780182, +77011425386 привет',
    );
  });

  it('has the number of a sentence, and all the text behind it', () => {
    expect(offered(' Заказ 1042 (0079231000018. Ваш код')[0]).toMatch(/^\+79231000018 /);
    expect(offered(' 0079161947256  - 100500 штук')).toEqual(['+79161947256 -- - 100500 штук']);
    const refused = read(' +7 999 169-82-179;\n+7(903)132-90-4  Привет 8-800-555-35-35 5');
    expect(refused).toMatchObject({ problem: { kind: 'bad-recipients' }, corrections: [] });
  });

  it('is not offered to a number of its text where nobody else is known', () => {
    for (const line of [
      ' 7701156447, 8 923 129-48-157 5 300 штук, $5 84951234567 ждём',
      ' 8-999-194-91-733,8-701-179-53-6l\nПривет 9261112244 № 5\nи',
    ]) {
      expect(offered(line), line).toEqual([]);
    }
  });

  it('has the number that is written to a word, or the text that begins with it', () => {
    const lines = ['+79231000009, +79261112244 Привет', '+79231000009 -- Привет9261112244'];
    expect(offered(' +79231000009,Привет9261112244')).toEqual(lines);
    expect(offered(' 0079231000009,Привет9261112244').toSorted()).toEqual(lines.toSorted());
  });

  it('has all figures of the text behind a number that begins with 00', () => {
    expect(offered(' 8 999 171-62-47, 0079161697463 5 300,50 ₽')).toEqual([
      '+79991716247, +79161697463 -- 5 300,50 ₽',
      '+79991716247 -- 5 300,50 ₽',
    ]);
  });

  it('has all its recipients where one is mended and another is read from its + on', () => {
    expect(offered(' 0079991000000, +\u20607-923-100-00-00, +24740110 Ваш')).toEqual([
      '+79991000000, +79231000000, +24740110 Ваш',
      '+79991000000 -- 7-923-100-00-00, +24740110 Ваш',
    ]);
  });

  it('has the number behind a bracket that nothing closes', () => {
    expect(offered(' Заказ 1042 (77011328159: ждём')).toEqual(['+77011328159 Заказ 1042: ждём']);
  });

  it('loses neither the last of a list, at which a mark stands, nor the figures behind it', () => {
    expect(offered(' +79991234567, +41 78 123 45 39: привет')[0]).toBe('+79991234567, +41781234539 привет');
    expect(offered(' +79991234567, 0079991293594 3.14 кафе')[0]).toBe(
      '+79991234567, +79991293594 -- 3.14 кафе',
    );
  });
});

describe('a text that stands below its recipient, with a number in it', () => {
  it.each(['\n\n', '\n\ufeff\n', '\n \u200b\n'])('is offered from its first row on, behind %j', (between) => {
    expect(offered(` +79991234567${between}Мария +79261112244 звоните`)).toEqual([
      '+79991234567, +79261112244 звоните',
      '+79991234567 -- Мария +79261112244 звоните',
    ]);
  });

  it('is marked as one where a row of it begins like a command', () => {
    expect(offered(' +79991234567 Мария\n+79261112244 -- Команда\n/status')[0]).toBe(
      '+79991234567, +79261112244 -- Команда\n/status',
    );
  });
});

describe('a mark that stands before a number', () => {
  it('is no name in a table', () => {
    expect(offered(" '89161999998\nI +79261112244")).toEqual([
      '+79161999998 -- I +79261112244',
      '+79161999998, +79261112244 I',
      "+79261112244 -- '89161999998\nI",
    ]);
  });
});

describe('a cell behind the last row of a list', () => {
  it('is its text', () => {
    expect(read(' +77011336781,\n+79231472744, 87011430647  order')).toMatchObject({
      ok: true,
      recipients: [{ to: '77011336781' }, { to: '79231472744' }, { to: '77011430647' }],
      text: 'order',
    });
  });
});
