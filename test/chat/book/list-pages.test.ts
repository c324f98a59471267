import { expect, test } from 'vitest';
import { TEAM, writeContacts } from '../../../src/store/book/contacts.ts';
import { chatForTest, NIKOLAI, OLGA, only, type Shown } from '../../support/chat.ts';

const pad = (n: number) => String(n).padStart(2, '0');

test.each([
  [NIKOLAI, 'Next ›', '‹ Back'],
  [OLGA, 'Дальше ›', '‹ Назад'],
] as const)(
  'the contacts of a team and one’s own are turned through by name, each seen once, there and back (%#)',
  async (person, next, back) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const names = Array.from({ length: 30 }, (_, n) => `имя${pad(n)}`);
    const contacts = names.map((name, n) => ({
      ...{ owner: n % 4 === 0 ? person.id : TEAM, key: name, name, fields: {}, madeBy: person.id },
      number: `799912345${pad(n)}`,
    }));
    await chat.store.write((tx) => writeContacts(tx, contacts, Date.now()));
    const shown = ({ text }: Shown) => text.match(/имя\d\d/g) ?? [];
    const card = only(await chat.say(person, '/contact list'));
    const turn = async (button: string) => {
      await chat.press(person, await chat.look(card), button);
      return chat.look(card);
    };

    expect(shown(card)).toEqual(names.slice(0, 12));
    expect(shown(await turn(next))).toEqual(names.slice(12, 24));
    const last = await turn(next);
    expect(shown(last)).toEqual(names.slice(24));
    expect(last.buttons).toContain(back);
    expect(last.buttons).not.toContain(next);
    expect(shown(await turn(back))).toEqual(names.slice(12, 24));
    expect(shown(await turn(back))).toEqual(names.slice(0, 12));
    await chat.store.close();
  },
);
