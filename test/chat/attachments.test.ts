import { beforeEach, describe, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Saying } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';
import { fileOf } from '../support/tables.ts';

const PHOTO = { photo: [{ file_id: 'a', file_unique_id: 'a', width: 1, height: 1 }] };
const document = (file_name: string, mime_type?: string) => ({
  document: { file_id: 'a', file_unique_id: 'a', file_name, mime_type },
});

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const states = () => statesOf(chat.store.db);

const say = (person: typeof OLGA, caption: string, file: object, saying = {}) =>
  chat.say(person, '', {
    ...saying,
    message: { text: undefined, ...(caption === '' ? {} : { caption }), ...file } as never,
  });

describe('a file with a command as its caption', () => {
  test.each([
    ['/email a@b.ru subject="Счёт" Во вложении', PHOTO],
    ['/sms +79991234567 Ваш счёт', document('счёт.pdf')],
    ['/viber +79991234567 Ваш счёт', PHOTO],
  ])('does not go with the text, which waits and says so: %s', async (caption, file) => {
    const card = only(await say(OLGA, caption, file));
    expect(card.text).toContain('📎 Файл не отправится, уйдёт только текст.');
    expect(card.buttons).toEqual(['Отправить без файла', 'Позже…', 'Отмена', 'От кого…']);
    expect(await states()).toEqual(['waiting']);
    await chat.press(OLGA, card, 'Отправить без файла');
    expect(await states()).toEqual(['queued']);
    expect((await chat.look(card)).text).not.toContain('📎');
  });

  test('in English, and to several', async () => {
    const card = only(await say(NIKOLAI, '/sms +79991234567 Your invoice', PHOTO));
    expect(card.text).toContain('📎 The file is not sent, only the text goes.');
    expect(card.buttons).toEqual(['Send without it', 'Later…', 'Cancel', 'From…']);
    const many = only(await say(NIKOLAI, '/sms +79991234568, +79991112233 Your invoice', PHOTO));
    expect(many.text).toContain('📎 The file is not sent');
    expect(many.buttons).toEqual(['Send 2 without it', 'Later…', 'Cancel', 'From…']);
  });

  test('in a group as well, and in a reply to a card', async () => {
    const here = { chat: GROUP };
    expect(only(await say(OLGA, '/sms +79991234567 Счёт', PHOTO, here)).buttons).toContain(
      'Отправить без файла',
    );
    const card = only(await chat.say(OLGA, '/sms +79991112233 hi'));
    const reply = only(await say(OLGA, 'Вот фото', PHOTO, { replyTo: card }));
    expect(reply.buttons).toEqual(['Отправить без файла', 'Позже…', 'Отмена', 'От кого…']);
  });

  test('is not read: look-ups of the numbers in the caption wait', async () => {
    const card = only(await say(OLGA, '/hlr +79991234567', document('base.csv')));
    expect(card.text).toContain('📎 Файл не прочитан');
    expect(card.buttons).toEqual(['Запросить', 'Отмена']);
    const many = only(await say(OLGA, '/hlr +79991234567, +79991112233', document('base.csv')));
    expect(many.text).toContain('📎 Файл не прочитан');
  });

  test('that lacks what it takes is answered in one line, not with a question', async () => {
    const picture = only(await say(OLGA, '/hlr', PHOTO));
    expect(picture.text).toBe(
      'Из такого файла номеров для /hlr не взять: бот читает таблицы (CSV, TSV, TXT, XLSX). Или пошлите номера текстом после /hlr.',
    );
    const photo = only(await say(NIKOLAI, '/sms +79991234567', PHOTO));
    expect(photo.text).toBe(
      'The file is not sent, and its caption lacks something. Send /sms as text: to whom, and what.',
    );
  });

  test('and what does nothing with a text is done', async () => {
    expect(only(await say(OLGA, '/health', PHOTO)).card.kind).toBe('health');
  });
});

describe('words with a link behind them', () => {
  const linked = (person: typeof OLGA, text: string, word: string, url: string, saying: Saying = {}) => {
    const entity = { type: 'text_link' as const, offset: text.indexOf(word), length: word.length, url };
    return chat.say(person, text, { ...saying, message: { entities: [entity] } });
  };
  const SHOP = 'https://shop.example/o/1042';

  test.each([
    [
      OLGA,
      '/sms +79991234567 Заказ ждёт здесь',
      'здесь',
      '🔗 За словами этого текста стоит ссылка, она не уйдёт.',
    ],
    [
      NIKOLAI,
      '/sms +79991234567 Your order is here',
      'here',
      '🔗 Words of this text have a link behind them, which does not go.',
    ],
  ])('wait until it is said that the link does not go: %#', async (person, line, word, said) => {
    const card = only(await linked(person, line, word, SHOP));
    expect(card.text).toContain(said);
    expect(await states()).toEqual(['waiting']);
    const reply = only(await linked(person, 'Он тут / it is here', 'here', SHOP, { replyTo: card }));
    expect(reply.text).toContain(said);
  });

  test('are said in the preview of a table too', async () => {
    const caption_entities = [{ type: 'text_link', offset: 10, length: 5, url: SHOP }];
    const file = { ...fileOf('a.csv', 'phone\n+79991234567\n'), caption_entities };
    expect(only(await say(NIKOLAI, '/bulk Hi, here', file)).text).toContain('🔗 Words of this text');
  });

  test.each([
    [OLGA, 'За словами этого текста стоит ссылка'],
    [NIKOLAI, 'Words of this text have a link behind them'],
  ])('are kept in no template and for no number: %#', async (person, words) => {
    expect(only(await linked(person, '/template add hi It is here', 'here', SHOP)).text).toContain(words);
    expect(only(await linked(person, '/sms It is here', 'here', SHOP)).text).toContain(words);
    expect(only(await chat.say(person, '/t hi +79991234567')).card.kind).not.toBe('send');
  });

  test.each([
    ['/sms +79991234567 See shop.example/o', 'shop.example/o', 'https://www.shop.example/o/'],
    ['/sms +79991234567 Write to a@b.ru', 'a@b.ru', 'mailto:a@b.ru'],
    ['/sms +7 999 123-45-67 It is ready', '+7 999 123-45-67', 'tel:+79991234567'],
    ['/sms +79991234567 Ask Nikolai', 'Nikolai', 'tg://user?id=102'],
    ['/hlr +79991234567', '+79991234567', SHOP],
  ])('go where they show it, or it leads nobody anywhere: %s', async (line, word, url) => {
    await linked(NIKOLAI, line, word, url);
    expect(await states()).toEqual(['queued']);
  });
});

describe('alone in private, it is answered in one line with what can be done:', () => {
  const place = { latitude: 1, longitude: 1 };
  test.each<[string, object, string]>([
    ['a CSV file', document('base.csv'), '/bulk'],
    ['an Excel file', document('База.XLSX'), '/bulk'],
    ['a table without a name', { document: { file_id: 'a', mime_type: 'text/csv' } }, '/bulk'],
    ['contacts', document('Контакты.vcf'), '/contact import'],
    ['contacts without a name', { document: { file_id: 'a', mime_type: 'text/x-vcard' } }, '/contact import'],
    ['another file', document('счёт.pdf'), '/help'],
    ['a picture', PHOTO, 'Картинки'],
    ['a video', { video: {} }, 'Картинки'],
    ['a GIF', { animation: {}, ...document('a.mp4') }, 'Картинки'],
    ['a sticker', { sticker: {} }, 'Стикер'],
    ['a voice message', { voice: {} }, '/call'],
    ['a round video', { video_note: {} }, '/call'],
    ['a location', { location: place }, 'Точку на карте'],
    ['a venue', { venue: { location: place, title: '', address: '' }, location: place }, 'Точку на карте'],
    ['a poll', { poll: {} }, '/help'],
  ])('%s', async (_, file, words) => {
    await chat.say(OLGA, 'привет');
    expect(only(await say(OLGA, '', file)).text).toContain(words);
    expect(only(await say(OLGA, '', file)).text).toContain(words);
    expect(await say(OLGA, '', file, { chat: GROUP })).toEqual([]);
  });

  test.each([
    [OLGA, '{имя}, ваш заказ готов', 'Чтобы разослать это по таблице, ответьте на неё:'],
    [NIKOLAI, '{name}, it is ready', 'To send that by the table, reply to it:'],
  ])('a table with what is to be sent by it, and no command: %#', async (person, words, how) => {
    const card = only(await say(person, words, document('base.csv')));
    expect(card.text).toContain(how);
    expect(card.copied).toEqual([`/bulk ${words}`]);
  });

  test('in English', async () => {
    expect(only(await say(NIKOLAI, '', document('base.csv'))).text).toContain('reply to it with /bulk');
    expect(only(await say(NIKOLAI, 'look at this', PHOTO)).text).toContain('no pictures');
  });
});

test('an album is answered once, with its caption', async () => {
  const album = { ...PHOTO, media_group_id: '7' };
  const [first, ...more] = [
    await say(OLGA, '/sms +79991234567 hi', album),
    await say(OLGA, '', album),
    await say(OLGA, '', album),
  ];
  expect(first?.map(({ buttons }) => buttons)).toEqual([
    ['Отправить без файла', 'Позже…', 'Отмена', 'От кого…'],
  ]);
  expect(more).toEqual([[], []]);
  expect(await say(OLGA, '', { ...PHOTO, media_group_id: '8' })).toHaveLength(1);
});

test.each([
  [OLGA, 'Прочитан только файл с командой.'],
  [NIKOLAI, 'Only the file with the command was read.'],
])(
  'of files that are sent together the one with the command is read, which is said once: %#',
  async (person, words) => {
    const album = (name: string) => ({ ...fileOf(name, 'phone\n+79991234567\n'), media_group_id: name[0] });
    const read = only(await say(person, '/bulk hello', album('1.csv')));
    expect(read.text).toContain('1.csv');
    expect(only(await say(person, '', album('1b.csv'))).text).toContain(words);
    expect(await say(person, '', album('1c.csv'))).toEqual([]);
    // Where none has a command, all are spoken of at once.
    expect(only(await say(person, '', album('2.csv'))).text).not.toContain(words);
    expect(await say(person, '', album('2b.csv'))).toEqual([]);
  },
);

test('a contact is offered to who may not send as a number that can be looked up', async () => {
  await chat.let(NIKOLAI, 'viewer');
  const contact = { phone_number: '79991234567', first_name: 'Ivan' };
  const card = only(await say(NIKOLAI, '', { contact }));
  expect(card.buttons).toEqual(['HLR', 'Ping']);
});
