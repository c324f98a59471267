import { expect, it } from 'vitest';
import { type Encoding, findEncoding } from '../../src/files/encoding.ts';
import { encoded } from '../support/encoded.ts';

/* Tables as companies have them: of many rows of ASCII one or few have another letter. */

const ROWS = 200;

/** A table in which these cells are the names of some rows, and the others have none but ASCII. */
function tableOf(heads: string, cells: readonly string[], plain: string): string {
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const cell = at % 40 === 20 ? (cells[Math.floor(at / 40)] ?? plain) : plain;
    return `${cell};${79_161_230_000 + at}`;
  });
  return `${[heads, ...lines].join('\r\n')}\r\n`;
}

const WESTERN: readonly (readonly [cells: readonly string[], heads?: string])[] = [
  [['Zoë']],
  [['Siân']],
  [['O’Brien']],
  [['Zoë', 'Siân', 'O’Brien']],
  [['£5']],
  [['£5', '£12.50', '£100']],
  [['£5 off, Zoë']],
  [['€ 20']],
  [['20 €', '1\u00a0234,50 €']],
  [['10€']],
  [['Mon–Fri 9–17']],
  [['10 – 20', 'Zoë']],
  [['Jürgen Groß', 'Größe', 'Füße']],
  [['Ömer Öztürk']],
  [['ÄRZTE', 'MÜLLER']],
  [['Übung']],
  [['François']],
  [['Hélène à Paris', 'été']],
  [['Élodie', 'Œuvre', 'Noël']],
  [['“Smith”', 'it’s £3…']],
  [['Nuñez', 'José', '¿Qué?']],
  [['João', 'Gonçalves', '2ª via']],
  [['Søren', 'Åse', 'Bjørn']],
  [['Façade'], 'Prénom;Téléphone'],
  [['Smith'], 'Name;Prüfnummer'],
  [['£20 – café']],
  [['Renée', 'Chloé', 'André', 'Zoë', 'Björk']],
  [['25°C', '½ price', 'Zoë']],
];

const CYRILLIC: readonly (readonly [cells: readonly string[], heads?: string])[] = [
  [['Мария']],
  [['Ольга', 'Пётр']],
  [['Иванов И. И.']],
  [['ИВАНОВА АННА']],
  [['мама и папа']],
  [['Санкт-Петербург, д. 5, к. 2']],
  [['Юлия', 'Яна', 'Ян']],
  [['Щукин', 'Эльвира', 'Жанна']],
  [['Алексей Объедков']],
  [['Smith'], 'Имя;Телефон'],
  [['Smith'], 'ФИО;ТЕЛ.'],
  [['ООО «Ромашка»']],
  [['скидка 20% до 5 декабря']],
  [['Cергей Иванов']],
  [['Ваш заказ iPhone готов', 'Здравствуйте!']],
];

async function* whole(bytes: Uint8Array) {
  yield bytes;
}

/** In which encodings the tables are read wrong, and as what. */
async function misread(
  tables: typeof WESTERN,
  encodings: readonly Encoding[],
  usual: 'windows-1251' | 'windows-1252',
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [cells, heads = 'name;phone'] of tables) {
    const table = tableOf(heads, cells, 'Smith');
    for (const encoding of encodings) {
      const bytes = encoded(table, encoding);
      // What the encoding has not is no table of it.
      if (new TextDecoder(encoding).decode(bytes) !== table) continue;
      const found = await findEncoding(whole(bytes), usual);
      const read = found && new TextDecoder(found.encoding).decode(bytes);
      if (read !== table) wrong.push(`${cells.join(', ')}: ${encoding} as ${found?.encoding}`);
    }
  }
  return wrong;
}

it.each(['windows-1251', 'windows-1252'] as const)(
  'reads Western tables with few letters that are not of ASCII, whoever asks (%s)',
  async (usual) => {
    const encodings = ['windows-1252', 'iso-8859-15', 'macintosh', 'utf-16le', 'utf-16be', 'utf-8'] as const;
    expect(await misread(WESTERN, encodings, usual)).toEqual([]);
  },
);

it.each(['windows-1251', 'windows-1252'] as const)(
  'reads Russian tables with few Russian words, whoever asks (%s)',
  async (usual) => {
    const encodings = ['windows-1251', 'ibm866', 'koi8-r', 'x-mac-cyrillic', 'utf-16le', 'utf-8'] as const;
    expect(await misread(CYRILLIC, encodings, usual)).toEqual([]);
  },
);
