import { expect, test } from 'vitest';
import { TEXT_LIMIT } from '../../../src/chat/show/view.ts';
import { chatForTest, NIKOLAI, OLGA } from '../../support/chat.ts';

const long = (length: number, word = 'ж') => word.repeat(length);
const NUMBER = '+79991234567';

/** As much as fits into one message of Telegram, in every place where words may stand. */
const TYPED: readonly string[] = [
  `/sms ${long(3_065, '9')}, ${NUMBER} ${long(1_000)}`,
  `/sms ${NUMBER}, +79997654360\n${long(3_000)}`,
  `/sms ${NUMBER} ${long(4_000)}`,
  `/sms ${NUMBER}, ${NUMBER}, ${long(300, '9')}, ${long(300, '8')}\n${long(3_000)}`,
  `/sms ${Array.from({ length: 200 }, (_, n) => `+7999${String(1_234_500 + n)}`).join(', ')}\n${long(1_000)}`,
  `/sms ${NUMBER} ${long(4_000, 'x')}=1 text`,
  `/sms ${NUMBER} from=${long(4_000, 'x')} text`,
  `/sms ${NUMBER} from="${long(4_000, 'x')}`,
  `/email ${long(4_000, 'a')}@b.ru text`,
  `/email a@b.ru subject="${long(2_000)}" comment="${long(1_000)}" ${long(900)}`,
  `/call ${NUMBER} voice=${long(4_000, 'x')} text`,
  `/hlr ${long(4_000, '9')}`,
  `/hlr ${Array.from({ length: 400 }, () => long(8, '1')).join(' ')}`,
  `/ping ${NUMBER} ${long(4_000)}`,
  `/help ${long(4_088)}`,
  `/help ${long(4_088, 'x')}`,
  '/help',
  '/error',
  `/error ${long(4_000)}`,
  `/status ${long(4_000)}`,
  `/lang ${long(4_000)}`,
  `/inbox ${long(4_000)}`,
  `/grant ${long(4_000)}`,
  `/grant 123456789 ${long(4_000)}`,
  `/revoke ${long(4_000)}`,
  `/${long(4_000, 'x')}`,
  `/tgm ${NUMBER} ${long(4_000)}`,
  `/bot ${NUMBER} bot=${long(2_000, 'x')} ${long(2_000)}`,
  long(4_096),
];

test.each(TYPED.map((typed) => [`${typed.slice(0, 40)}…`, typed] as const))(
  'the card that answers %s is no longer than a message, before anything is cut',
  async (_, typed) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'admin');
    for (const person of [OLGA, NIKOLAI]) {
      const cards = await chat.say(person, typed);
      expect(cards.length).toBeGreaterThan(0);
      for (const { text } of cards) expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
    }
  },
);

test('a preview of a long text for many says whole what is asked, who gets it and what it costs', async () => {
  const chat = await chatForTest({ ownerIds: [NIKOLAI.id] });
  const bad = Array.from({ length: 20 }, (_, n) => long(40 + n, '9')).join(', ');
  const typed = `/sms ${NUMBER}, ${NUMBER}, +79997654360, ${bad}\n${long(2_800)}`;
  const [preview] = await chat.say(NIKOLAI, typed);
  expect(preview?.text).toContain(`“${long(2_500)}…”`);
  expect(preview?.text).toContain('and 15 more');
  expect(preview?.buttons).toEqual(['Send 2', 'Later…', 'Cancel', 'From…', 'Whole text']);
});
