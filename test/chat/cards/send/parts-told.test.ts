import { expect, test } from 'vitest';
import { giveUpOverdue } from '../../../../src/store/receipts/overdue.ts';
import { chatForTest, NIKOLAI, OLGA, only } from '../../../support/chat.ts';
import { accepted, receipt, submit } from '../../../support/fates.ts';
import { WIRE } from '../../../support/outbox.ts';

const STATUS = (id: number, stat: string) => `id:${id} stat:${stat} err:000`;

test.each([
  [OLGA, '✅ По словам провайдера, из 3 частей доставлено 1; об остальных он ничего не сообщил.'],
  [NIKOLAI, '✅ Of 3 parts 1 arrived, the provider says; it says nothing of the others.'],
])(
  'a provider that reports on a long message once is quoted, whatever comes of the rest: %#',
  async (person, words) => {
    const chat = await chatForTest({ wire: { ...WIRE, long: 'udh' } });
    await chat.let(NIKOLAI, 'operator');
    const card = only(await chat.say(person, `/sms +79991234567 ${'Your table is free. '.repeat(17)}`));
    const [message] = await submit(chat.store, card.card.id, [accepted('1'), accepted('2'), accepted('3')]);
    if (!message) throw new Error('no message');
    expect((await chat.look(card)).text).not.toContain(words);

    await receipt(chat.store, STATUS(1, 'DELIVRD'));
    expect((await chat.look(card)).text).toContain(words);
    await receipt(chat.store, STATUS(1, 'DELIVRD'));
    expect((await chat.look(card)).text).toContain(words);

    // Its time is over, and the provider knows no more of it.
    await chat.store.write((tx) => giveUpOverdue(tx, { id: message.id, card_id: card.card.id }, Date.now()));
    const over = await chat.look(card);
    expect(over.text).toMatch(/❌ (от провайдера нет статуса|no status)/);
    expect(over.text).toContain(words);

    await receipt(chat.store, STATUS(2, 'DELIVRD'));
    await receipt(chat.store, STATUS(3, 'DELIVRD'));
    expect((await chat.look(card)).text).not.toContain(words);
    expect((await chat.look(card)).text).toMatch(/✅ (доставлено|delivered)/);
  },
);
