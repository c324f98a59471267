import { expect, test } from 'vitest';
import type { World } from '../../src/demo/world.ts';
import { moveMessages } from '../../src/store/orders/decisions.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { bot, botMessages, NIKOLAI, OLGA, until, world } from '../support/bot.ts';
import { migratedUrl } from '../support/store.ts';
import { currentPostgresUrl } from '../support/stores.ts';

/** With fewer than these none go first and the rest wait for them. */
const NUMBERS = Array.from({ length: 190 }, (_, n) => `7999${1_000_000 + n}`);
/** No more is claimed than the window takes, which is a second's worth here; at this pace it goes on for half a minute. */
const A_SECOND = 5;
const PACE = { SMPP_RATE: String(A_SECOND), SMPP_WINDOW: String(A_SECOND) };

const gone = (around: World) =>
  around.smsc.submits().filter(({ destination }) => NUMBERS.includes(destination)).length;

/** Somebody has a campaign sent. Returns its card. */
async function campaign(around: World): Promise<number> {
  const text = `/sms ${NUMBERS.map((to) => `+${to}`).join(', ')} Скидки`;
  around.telegram.write(OLGA, { from: OLGA, text });
  const { id } = await until(around, () => botMessages(around, OLGA)[0], 'the preview');
  await around.telegram.press(OLGA, id, { from: OLGA, button: `Отправить ${NUMBERS.length}` });
  await until(around, () => botMessages(around, OLGA)[0]?.buttons.flat()[0]?.text === 'Пауза', '[Пауза]');
  return id;
}

test.each(['sqlite', 'postgres'] as const)(
  'on %s no more of a campaign that runs leaves after [Pause], and after /stop, than a second’s worth, and singles go on',
  async (kind) => {
    const around = await world();
    const url = kind === 'sqlite' ? migratedUrl() : await currentPostgresUrl();
    const { store } = await bot(around, { DATABASE_URL: url, ...PACE });
    const card = await campaign(around);
    const order = await store.db.selectFrom('orders').select('id').executeTakeFirstOrThrow();
    const moving = store.db.selectFrom('messages').select('id').where('state', '=', STATE.of.submitting);

    /** Stops it while it runs. */
    const stops = async (stop: () => Promise<unknown>, single: string) => {
      const before = gone(around);
      await until(around, () => gone(around) > before, 'more of the campaign');
      await stop();
      const then = gone(around);
      await until(around, async () => !(await moving.executeTakeFirst()), 'what was claimed to leave');
      const left = gone(around);
      expect(left - then).toBeLessThanOrEqual(A_SECOND);
      around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${single} hello` });
      await until(around, () => around.smsc.phone(single).length === 1, 'a message of somebody else');
      expect(gone(around)).toBe(left);
      expect(left).toBeLessThan(NUMBERS.length);
    };

    await stops(() => around.telegram.press(OLGA, card, { from: OLGA, button: 'Пауза' }), '79161110060');
    await store.write((tx) => moveMessages(tx, order.id, 'resume', Date.now()));
    await stops(async () => {
      around.telegram.write(NIKOLAI, { from: NIKOLAI, text: '/stop' });
      const isSaid = () =>
        botMessages(around, NIKOLAI).some(({ text }) => text?.includes('campaign stopped'));
      await until(around, isSaid, 'the answer to /stop');
    }, '79161110061');
  },
  60_000,
);
