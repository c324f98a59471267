import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bot, cardThatSays, folder, NIKOLAI, until, world } from '../support/bot.ts';
import { untilReady } from '../support/readiness.ts';
import { currentPostgresUrl } from '../support/stores.ts';

/** What a connection was asked between a begin and the end of its transaction. */
interface Transaction {
  said: string;
  /** How often nothing was under way when it was asked: by then somebody had waited for all that was asked before. */
  trips: number;
}

/** All transactions from now on, as they end. */
function transactions(): Transaction[] {
  const ended: Transaction[] = [];
  const open = new WeakMap<pg.Client, Transaction>();
  const underWay = new WeakMap<pg.Client, number>();
  const { query } = pg.Client.prototype;
  function watched(this: pg.Client, ...given: unknown[]): unknown {
    const said = typeof given[0] === 'string' ? given[0] : ((given[0] as { text?: string }).text ?? '');
    const before = underWay.get(this) ?? 0;
    const begun = said.startsWith('begin') ? { said: '', trips: 0 } : open.get(this);
    if (begun) {
      begun.said += `${said}\n`;
      begun.trips += before === 0 ? 1 : 0;
      open.set(this, begun);
      if (/^(commit|rollback)/.test(said)) {
        open.delete(this);
        ended.push(begun);
      }
    }
    underWay.set(this, before + 1);
    const answer = (query as (...given: unknown[]) => Promise<unknown>).apply(this, given);
    const over = () => void underWay.set(this, (underWay.get(this) ?? 1) - 1);
    answer?.then(over, over);
    return answer;
  }
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(watched as never);
  onTestFinished(() => void vi.restoreAllMocks());
  return ended;
}

test('from Telegram to the provider a message waits for PostgreSQL a few times, not for each statement', async () => {
  const around = await world();
  const running = await bot(around, { DATABASE_URL: await currentPostgresUrl() }, folder());
  await untilReady(around, running);
  const type = async (text: string) => {
    around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +79991234567 ${text}` });
    await cardThatSays(around, NIKOLAI, [text, '✅']);
  };
  // By then it is known which ways there are.
  for (const text of ['Rd40 is ready', 'Rd41 is ready']) await type(text);

  const ended = transactions();
  await type('Rd42 is ready');
  const tripsOf = async (said: RegExp) =>
    (await until(around, () => ended.find((one) => said.test(one.said)), `a transaction with ${said}`)).trips;

  // Each time what is decided next depends on the answer.
  expect(await tripsOf(/insert into "updates"/)).toBeLessThanOrEqual(2);
  expect(await tripsOf(/insert into "orders"/)).toBeLessThanOrEqual(5);
  expect(await tripsOf(/insert into attempts/)).toBeLessThanOrEqual(5);
});
