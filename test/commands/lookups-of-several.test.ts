import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { readFile } from '../../src/store/chats/files.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { accepted, cost, receipt, submit } from '../support/fates.ts';
import { FOUND, lookedUp, NOWHERE, ROAMING } from '../support/lookups.ts';
import { fileOf, textOf } from '../support/shown-file.ts';
import { read } from '../support/table-file.ts';

let chat: ChatForTest;

beforeEach(async () => {
  vi.setSystemTime(new Date('2026-11-23T09:00:00Z'));
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
});

afterEach(async () => {
  await chat.store.close();
  vi.useRealTimers();
});

const linesOf = async (card: Shown): Promise<string[]> => (await textOf(chat, card)).split('\r\n');

/** The files that a press brings: the one for any program, and the workbook. */
async function filesOf(
  person: typeof OLGA,
  card: Shown,
  label: string,
): Promise<[csv: Shown, workbook: Shown]> {
  const { cards } = await chat.press(person, card, label);
  const [csv, workbook, ...more] = cards.sort((one, other) =>
    fileOf(one).name < fileOf(other).name ? -1 : 1,
  );
  if (!csv || !workbook || more.length > 0) throw new Error(`two files were expected, ${cards.length} came`);
  return [csv, workbook];
}

describe('look-ups of several numbers', () => {
  const press = async (card: Shown, label: string, person = NIKOLAI) => {
    await chat.press(person, card, label);
    return chat.look(card);
  };

  it('take signs between numbers for what they are', async () => {
    const card = await only(chat.say(NIKOLAI, '/hlr +79231112233 / +79231112244 & 89231112255 #'));
    expect(card.text).toBe(
      [
        '🔎 HLR → 3 numbers: +7 923 111-22-33, +7 923 111-22-44, +7 923 111-22-55',
        '✋ Ask the network?',
      ].join('\n'),
    );
  });

  it.each([
    [OLGA, 'можно прочитать по-разному'],
    [NIKOLAI, 'can be read in more than one way'],
  ])('offer both numbers of a pair that ends in the last figures of the other, %#', async (person, says) => {
    for (const line of ['/hlr 8 923 111-22-33/34', '/ping +79231112233 / 34']) {
      const card = await only(chat.say(person, line));
      expect(card.text).toContain(says);
      const name = line.split(' ', 1)[0];
      expect(card.copied).toEqual([`${name} +79231112233, +79231112234`, `${name} +79231112233`]);
    }
    const more = await only(chat.say(person, '/hlr 8 923 111-22-33/34, 8 923 111-22-55'));
    expect(more.copied[0]).toBe('/hlr +79231112233, +79231112234, +79231112255');
  });

  it('ask first, naming what is left out and what was typed twice', async () => {
    const card = await only(chat.say(NIKOLAI, '/hlr +79231112233, 8 923 111-22-44\n+79231112233 abc'));
    expect(card.text).toBe(
      [
        '🔎 HLR → 2 numbers: +7 923 111-22-33, +7 923 111-22-44',
        'The same number, asked once (1): +79231112233',
        'Not asked (1): abc (stands beside a number)',
        '✋ Ask the network?',
      ].join('\n'),
    );
    expect(card.buttons).toEqual(['Look up 2', 'Cancel']);
    const messages = await messagesOfCard(chat.store.db, card.card.id, 10);
    expect(messages.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  });

  it.each([
    ['+79231112233 abc', '1 номер', '1 number'],
    ['+79231112233 +79231112244 +79231112255', '3 номера', '3 numbers'],
    ['+79231112233 +79231112244 +79231112255 +79231112266 +79231112277', '5 номеров', '5 numbers'],
  ])('are counted by the grammar of each language: %s', async (typed, russian, english) => {
    expect((await only(chat.say(OLGA, `/ping ${typed}`))).text).toContain(`→ ${russian}: +7`);
    expect((await only(chat.say(NIKOLAI, `/ping ${typed}`))).text).toContain(`→ ${english}: +7`);
  });

  it('up to six end spelled out, two lines each: the country and where it roams before the operator', async () => {
    const preview = await only(chat.say(NIKOLAI, '/hlr +79231112233 +79231112244 +79231112201'));
    await press(preview, 'Look up 3');
    await submit(chat.store, preview.card.id, ['855469', '855470', '855471'].map(accepted));
    await receipt(chat.store, FOUND);
    await receipt(chat.store, ROAMING.replace('855469', '855470'));
    await receipt(chat.store, NOWHERE.replace('855469', '855471'));
    const ended = await chat.look(preview);
    expect(ended.buttons).toEqual(['As file']);
    expect(ended.text.split('\n')).toEqual([
      '🔎 HLR → 3 numbers',
      '✅ +7 923 111-22-33 reachable',
      '     Russian Federation · MegaFON open Joint Stock Company (250 02)',
      '✅ +7 923 111-22-44 reachable',
      '     Russian Federation · ✈ Turkey · Turkcell · MegaFON open Joint Stock Company (250 02)',
      '❌ +7 923 111-22-01 not reachable: subscriber does not exist (1)',
    ]);
  });

  it.each([
    { person: NIKOLAI, command: 'ping', label: 'Ping 6', toast: 'Looking up 6 numbers.' },
    { person: OLGA, command: 'ping', label: 'Ping 6', toast: 'Запрашиваю 6 номеров.' },
    { person: NIKOLAI, command: 'hlr', label: 'Look up 6', toast: 'Looking up 6 numbers.' },
    { person: OLGA, command: 'hlr', label: 'Запросить 6', toast: 'Запрашиваю 6 номеров.' },
  ])('[$label] of /$command says that numbers are looked up, not that messages are sent', async (row) => {
    const numbers = [1, 2, 3, 4, 5, 6].map((n) => `+7923111220${n}`);
    const preview = await only(chat.say(row.person, `/${row.command} ${numbers.join(' ')}`));
    expect(preview.buttons[0]).toBe(row.label);
    expect(preview.text).toMatch(/: \+7 923 111-22-01, .+, \+7 923 111-22-05 (и ещё 1|and 1 more)\n/);
    expect((await chat.press(row.person, preview, row.label)).toast).toBe(row.toast);
  });

  it('end in a table of number, sign, operator or reason, and roaming, in fixed-width letters', async () => {
    const preview = await only(
      chat.say(
        NIKOLAI,
        '/hlr +79231112233 +79231112244 +79231112201 +375291234567 +79231112251 +79231112252 +79231112253',
      ),
    );
    const started = await press(preview, 'Look up 7');
    expect(started.text).toContain('░ 0 %\n⏳ +79231112233');
    await submit(
      chat.store,
      preview.card.id,
      ['855469', '855470', '855471', '855472', '1', '2', '3'].map(accepted),
    );
    await receipt(chat.store, FOUND, cost('0.2000'));
    await receipt(chat.store, ROAMING.replace('855469', '855470'), cost('0.2000'));
    expect((await chat.look(preview)).text).toContain('▓▓▓░░░░░░░░░ 28 %');
    await receipt(chat.store, NOWHERE.replace('855469', '855471'), cost('0.2000'));
    const card = await chat.look(preview);
    const { text, entities } = card.view.text as Exclude<typeof card.view.text, string>;
    const [table] = entities.filter(({ type }) => type === 'pre');
    expect(text.slice(table?.offset, (table?.offset ?? 0) + (table?.length ?? 0)).split('\n')).toEqual([
      '✅ +79231112233  MegaFON open Jo…',
      '✅ +79231112244  MegaFON open Jo… ✈ Turkcell',
      '❌ +79231112201  subscriber does not exist (1)',
      '⏳ +375291234567',
      '⏳ +79231112251',
      '⏳ +79231112252',
      '⏳ +79231112253',
    ]);
    expect(card.text).toContain('\nCost: 0.60 RUB');
    expect(card.view.atRest).toBe(false);
  });

  it.each([
    [NIKOLAI, 'Look up 2', 'Looking up 2 numbers.', 'Cancel the rest', '2 look-ups cancelled, not asked.'],
    [
      OLGA,
      'Запросить 2',
      'Запрашиваю 2 номера.',
      'Отменить остальные',
      'Отменены 2 запроса, они не отправлены.',
    ],
  ])(
    'are called look-ups, not messages, to $first_name who presses',
    async (person, ask, asked, stop, stopped) => {
      const preview = await only(chat.say(person, '/hlr +79231112233 +79231112244'));
      expect((await chat.press(person, preview, ask)).toast).toBe(asked);
      expect((await chat.press(person, preview, stop)).toast).toBe(stopped);
    },
  );

  it('can be cancelled as long as they have not left', async () => {
    const preview = await only(chat.say(NIKOLAI, '/hlr +79231112233 +79231112244'));
    const card = await press(await press(preview, 'Look up 2'), 'Cancel the rest');
    expect(card.text).toContain('🚫 +7 923 111-22-33 cancelled, not asked');
    expect(card.buttons).toEqual([]);
    expect(card.view.atRest).toBe(true);
  });

  it('are asked again about those that were not answered', async () => {
    const preview = await only(chat.say(NIKOLAI, '/hlr +79231112233 +79231112244'));
    await press(preview, 'Look up 2');
    await submit(chat.store, preview.card.id, [accepted('855469'), { outcome: 'no_answer' }]);
    await receipt(chat.store, FOUND);
    const card = await chat.look(preview);
    expect(card.text).toContain('⏳ +7 923 111-22-44 queued');
    expect(card.buttons).toEqual(['Cancel the rest']);
  });

  it('are left to a person where they were submitted three times in vain', async () => {
    const preview = await only(chat.say(NIKOLAI, '/hlr +79231112233 +79231112244'));
    await press(preview, 'Look up 2');
    const silence = { outcome: 'no_answer' } as const;
    for (const _ of [1, 2, 3]) await submit(chat.store, preview.card.id, [silence, silence]);
    const card = await chat.look(preview);
    expect(card.text).toContain('❓ +7 923 111-22-44 no answer from the provider');
    expect(card.text).toContain('The provider was asked several times and never answered.');
    expect(card.buttons).toEqual(['Ask again', 'Leave it']);
  });

  it('estimate the cost by the last prices', async () => {
    await lookedUp(chat, '/hlr +79231112233', FOUND);
    const card = await only(chat.say(NIKOLAI, '/hlr +79231112244 +79231112255'));
    expect(card.text).toContain('About 0.40 RUB');
  });

  describe('above twenty', () => {
    const numbers = (count: number) =>
      Array.from({ length: count }, (_, index) => `+792311${String(12_000 + index)}`);

    /** 21 numbers: the first not there, the second roaming, the third in the operator's spreadsheet trap. */
    async function ended(person = NIKOLAI): Promise<Shown> {
      const preview = await only(chat.say(person, `/hlr ${numbers(21).join(' ')}`));
      await chat.press(person, preview, preview.buttons[0] ?? '');
      const ids = Array.from({ length: 21 }, (_, index) => String(900_000 + index));
      await submit(chat.store, preview.card.id, ids.map(accepted));
      for (const [index, id] of ids.entries()) {
        const text = [NOWHERE, ROAMING, FOUND.replace('MegaFON', '%3DcmdX%28%29')][index] ?? FOUND;
        await receipt(chat.store, text.replace('855469', id), cost('0.2000'));
      }
      return chat.look(preview);
    }

    it('are counted by what was found, the most frequent first', async () => {
      const card = await ended();
      expect(card.text).toBe(
        [
          '🔎 HLR → 21 numbers',
          '✅ 20 × reachable',
          '❌ 1 × not reachable: subscriber does not exist (1)',
          'Operators: MegaFON open Joint Stock Company 19, =cmdX() open Joint Stock Company 1',
          'Countries: Russian Federation 20',
          'Roaming 1: Turkey 1',
          'Cost: 4.20 RUB',
        ].join('\n'),
      );
      expect(card.buttons).toEqual(['As file']);
      expect((await ended(OLGA)).text).toContain('🔎 HLR → 21 номер\n');
    });

    it('come as a file that a spreadsheet opens, with nothing in it that could run', async () => {
      const card = await ended();
      const [file] = await filesOf(NIKOLAI, card, 'As file');
      expect(file.text).toBe('🔎 HLR · 21 numbers');
      expect(fileOf(file).name).toBe('hlr-2026-11-23.csv');
      const lines = await linesOf(file);
      expect(lines[0]).toBe(
        '\uFEFFNumber,Result,Error code,Country,Operator,MCC,MNC,Roaming country,Roaming operator,IMSI,MSC,What has changed,Id,Time,"Cost, RUB"',
      );
      expect(lines[1]).toBe(
        '79231112000,not reachable: subscriber does not exist (1),1,,,,,,,,,,900000,2026-11-23 12:00:00,0.20',
      );
      expect(lines[2]).toBe(
        '79231112001,reachable,0,Russian Federation,MegaFON open Joint Stock Company,250,02,Turkey,Turkcell,250023012345678,79232510066,,900001,2026-11-23 12:00:00,0.20',
      );
      expect(lines[3]).toContain(",'=cmdX() open Joint Stock Company,");
      expect(lines).toHaveLength(1 + 21 + 1);
    });

    it('come as a workbook too, in which prices add up and a number is a number of a phone', async () => {
      const [, workbook] = await filesOf(OLGA, await ended(OLGA), 'Файлом');
      expect([workbook.text, fileOf(workbook).name]).toEqual(['🔎 HLR · 21 номер', 'hlr-2026-11-23.xlsx']);
      const { about, rows } = await read(await buffer(readFile(chat.store.db, fileOf(workbook).id)));
      expect(about).toMatchObject({ kind: 'workbook', sheet: 'hlr' });
      expect(rows).toHaveLength(1 + 21);
      expect(rows[1]?.cells.slice(0, 3)).toEqual([
        '79231112000',
        'недоступен: абонент не существует (1)',
        '1',
      ]);
      expect(rows[1]?.cells.at(-1)).toBe('0,2');
      expect(rows[3]?.cells).toContain('=cmdX() open Joint Stock Company');
    });

    it('come in the form that a Russian spreadsheet reads', async () => {
      const card = await ended(OLGA);
      const [file] = await filesOf(OLGA, card, 'Файлом');
      const [header, first] = await linesOf(file);
      expect(header).toContain('\uFEFFНомер;Результат;Код ошибки;');
      expect(first).toBe(
        '79231112000;недоступен: абонент не существует (1);1;;;;;;;;;;900000;2026-11-23 12:00:00;0,20',
      );
    });

    it('leave out of a ping file what a ping does not tell', async () => {
      const preview = await only(chat.say(NIKOLAI, `/ping ${numbers(21).join(' ')}`));
      await chat.press(NIKOLAI, preview, 'Ping 21');
      const card = await chat.look(preview);
      const [file] = await filesOf(NIKOLAI, card, 'As file');
      const [header, first] = await linesOf(file);
      expect(header).toBe('\uFEFFNumber,Result,Error code,Id,Time,"Cost, RUB"');
      expect(first).toBe('79231112000,queued,,,,');
    });

    it('stay within one Telegram message, whatever was typed', async () => {
      const bad = Array.from({ length: 5 }, () => 'x'.repeat(300)).join(' ');
      const preview = await only(chat.say(NIKOLAI, `/hlr ${numbers(150).join(' ')} ${bad}`));
      expect(preview.text.length).toBeLessThan(1_000);
      expect(preview.buttons[0]).toBe('Look up 150');
    });
  });
});

it.each([
  [OLGA, '/hlr 89231112233, 89161112244 и +79991234501', '3 номера'],
  [NIKOLAI, '/hlr +79231112233 and +79991234501', '2 numbers'],
])('%o: and between numbers is no number', async (person, line, numbers) => {
  const { text } = await only(chat.say(person, line));
  expect(text).toContain(`→ ${numbers}`);
  expect(text).not.toMatch(/не номер|no number/);
});

describe('a pasted list', () => {
  const LIST = [
    '/hlr',
    '1. 8-923-111-22-33 Петрович',
    '2. Ольга Сидорова: 8 923 111-22-44',
    '3. нет телефона',
    '4. 8 923 111 22 5 Саша',
  ].join('\n');

  it.each([
    [
      OLGA,
      [
        '🔎 HLR → 2 номера: +7 923 111-22-33, +7 923 111-22-44',
        'Без запроса (5): Петрович (стоит рядом с номером), Ольга Сидорова: (стоит рядом с номером), нет телефона (нет такого контакта), 8 923 111 22 5 (не хватает цифры: после +7 должно быть 10), Саша (стоит рядом с номером)',
        '✋ Запросить?',
      ],
      ['Запросить 2', 'Отмена'],
    ],
    [
      NIKOLAI,
      [
        '🔎 HLR → 2 numbers: +7 923 111-22-33, +7 923 111-22-44',
        'Not asked (5): Петрович (stands beside a number), Ольга Сидорова: (stands beside a number), нет телефона (no contact of that name), 8 923 111 22 5 (one digit is missing: +7 takes 10), Саша (stands beside a number)',
        '✋ Ask the network?',
      ],
      ['Look up 2', 'Cancel'],
    ],
  ])(
    'asks about its numbers alone, whoever is called as the words beside them: %o',
    async (person, lines, buttons) => {
      await chat.say(OLGA, '/contact add Петрович +79161112244');
      await chat.say(OLGA, '/contact add Саша +79161112255');
      const card = await only(chat.say(person, LIST));
      expect(card.text.split('\n')).toEqual(lines);
      expect(card.buttons).toEqual(buttons);
    },
  );

  it('holds names in rows of their own', async () => {
    await chat.say(OLGA, '/contact add Петрович +79161112244');
    const card = await only(chat.say(OLGA, '/ping\nПетрович\n8 923 111-22-33\nнет номера\nПетровна'));
    expect(card.text).toContain('2 номера: Петрович +7 916 111-22-44, +7 923 111-22-33');
    expect(card.text).toContain('(2): нет номера (нет такого контакта), Петровна (нет такого контакта)');
  });

  it('of one row offers the line without a name that nobody has, beside those with the nearest', async () => {
    await chat.say(OLGA, '/contact add Петрович +79161112244');
    const refusal = await only(chat.say(OLGA, '/hlr Петрович, Петрвич, +79231112233'));
    expect(refusal.copied).toEqual(['/hlr Петрович, Петрович, +79231112233', '/hlr Петрович, +79231112233']);
    const card = await only(chat.say(OLGA, '/hlr 89231112233 Петрович 89231112244 Глеб'));
    expect(card.text).toContain('3 номера');
    expect(card.text).toContain('Глеб (нет такого контакта)');
  });
});
