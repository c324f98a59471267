import { buffer } from 'node:stream/consumers';
import { expect } from 'vitest';
import { rewriteBody, writeCard } from '../../src/chat/cards/kind.ts';
import { reportJob } from '../../src/chat/cards/report/job.ts';
import { type TableBody, tableCard } from '../../src/chat/cards/table/body.ts';
import { beginReading } from '../../src/chat/tables/begin.ts';
import { AT_ONCE } from '../../src/desk/order.ts';
import { enqueueJob } from '../../src/jobs/kind.ts';
import { stopCampaigns } from '../../src/store/campaigns/stopping.ts';
import { findCard } from '../../src/store/chats/cards.ts';
import { readFile } from '../../src/store/chats/files.ts';
import { answerWaiting } from '../../src/store/orders/decisions.ts';
import { killAtAnyCommit } from '../support/kill-at-any-commit.ts';
import { letAllGo, type MortalLife } from '../support/mortal-life.ts';
import { numbers } from '../support/outbox.ts';
import { fileOf } from '../support/tables.ts';

const PERSON = 101;
/** More than are kept on the card, and written at once. */
const MANY = AT_ONCE + 60;
const TWICE = 100;
const BAD = 50;

const ROWS = [
  ...numbers(MANY).map((number, nth) => `${number};${nth}`),
  ...numbers(TWICE).map((number) => `${number};once more`),
  ...Array.from({ length: BAD }, (_, nth) => `7,9991E+10;${nth}`),
];
const { document } = fileOf('orders.csv', `Телефон;Заказ\n${ROWS.join('\n')}\n`);
const SOURCE: TableBody['source'] = {
  document: { fileId: document.file_id, name: 'orders.csv', size: null },
  content: { channel: 'sms', text: 'Заказ {заказ} готов' },
  fallback: [],
  column: null,
  encoding: null,
  writtenAt: Date.now(),
  sendAt: null,
  atAnyHour: false,
  lacks: [],
};

/** Somebody sends a table. Returns the id of its card. */
const sendTable = (life: MortalLife): Promise<string> =>
  life.commit(async (tx) => {
    const now = Date.now();
    const card = await writeCard(tx, tableCard, {
      body: { source: SOURCE, origin: 'one', state: { is: 'reading', rows: 0 } },
      ...{ chatId: PERSON, threadId: null, replyTo: null, language: 'en', personId: PERSON, now },
    });
    await beginReading(tx, card, now);
    return card;
  });

const ordersOf = ({ db }: MortalLife) => db.selectFrom('orders').select(['id', 'card_id', 'total']).execute();

/** What a file that was made for a person says, in lines behind the first. */
async function linesOf({ db }: MortalLife, name: RegExp): Promise<string[]> {
  const files = await db.selectFrom('files').select(['id', 'name', 'chunks']).execute();
  const whole = files.filter((file) => file.chunks !== null && name.test(file.name));
  expect(whole.map((file) => file.name)).toHaveLength(1);
  const text = (await buffer(readFile(db, whole[0]?.id ?? ''))).toString();
  return text.trimEnd().split('\r\n').slice(1);
}

killAtAnyCommit({
  async 'reading a table, and sending, pausing, stopping or cancelling what it says'(life) {
    const card = await sendTable(life);
    await life.doJobs();
    const orders = await ordersOf(life);
    expect(orders).toMatchObject([{ card_id: card, total: MANY }]);
    expect(await linesOf(life, /unsent|not/i)).toHaveLength(TWICE + BAD);
    const id = orders[0]?.id ?? '';

    await life.commit((tx) => letAllGo(tx, id));
    await life.commit((tx) => answerWaiting(tx, id, 'confirmation', Date.now()));
    await life.claim(150);
    await life.say(id, 'pause');
    expect(await life.claim(150)).toEqual([]);
    await life.say(id, 'resume');
    await life.claim(150);
    const by = { actor_kind: 'person', actor_id: '101', chat_id: PERSON, thread_id: null } as const;
    await life.commit((tx) => stopCampaigns(tx, { ...by, origin: 'stop' }, Date.now()));
    expect(await life.claim(150)).toEqual([]);
    await life.say(id, 'resume');
    await life.claim(100);
    await life.say(id, 'cancel');
    await life.doJobs();
    expect(await life.claim(150)).toEqual([]);
    expect(await life.states()).toEqual({ submitting: 400, cancelled: MANY - 400 });

    await life.commit((tx) =>
      enqueueJob(tx, reportJob, { of: card, personId: PERSON }, { key: null, now: Date.now() }),
    );
    await life.doJobs();
    const report = await linesOf(life, /^sms-/);
    const to = report.map((line) => /\d{11}/.exec(line)?.[0]);
    expect(to).toEqual(numbers(MANY));
    expect(report.filter((line) => /cancelled/.test(line))).toHaveLength(MANY - 400);
  },

  async 'a table that is cancelled while it is read'(life) {
    const id = await sendTable(life);
    await life.doPiece();
    await life.commit(async (tx) => {
      const card = await findCard(tx.db, id);
      if (!card) throw new Error('the card is gone');
      const body: TableBody = { source: SOURCE, origin: 'one', state: { is: 'cancelled' } };
      await rewriteBody(tx, tableCard, card, body, Date.now());
    });
    await life.doJobs();
    expect(await ordersOf(life)).toEqual([]);
  },
});
