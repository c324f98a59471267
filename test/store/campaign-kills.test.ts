import { expect } from 'vitest';
import { AT_ONCE, FIRST } from '../../src/desk/order.ts';
import { answerPlainer } from '../../src/desk/plainer.ts';
import { guardKey } from '../../src/messages/guard-key.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { settle } from '../../src/store/attempts/attempts.ts';
import { TRIPPED } from '../../src/store/campaigns/breaker.ts';
import { STOPPED, stopCampaigns } from '../../src/store/campaigns/stopping.ts';
import { untriedRecipients } from '../../src/store/orders/again.ts';
import { answerWaiting } from '../../src/store/orders/decisions.ts';
import { findOrder } from '../../src/store/orders/orders.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { CAMPAIGN } from '../../src/store/tables/coded.ts';
import { become } from '../support/become.ts';
import { SETTINGS } from '../support/chat.ts';
import { killAtAnyCommit, type Stories } from '../support/kill-at-any-commit.ts';
import { type MortalLife, placeSms } from '../support/mortal-life.ts';
import { numbers } from '../support/outbox.ts';

/** More than are written, reworded or decided about at once. */
const MANY = AT_ONCE + 60;
/** Dearer by its dash than with a hyphen. */
const WIDE = `${'a'.repeat(100)}—`;
const OFF = { state: 'undelivered', error: 6, command_status: null } as const;
/** ESME_RINVSRCADR: a person can mend it. */
const BAD_SENDER = 0x0a;

const BY = { actor_kind: 'person', actor_id: '101', chat_id: 101, thread_id: null } as const;
const stop = async (life: MortalLife, origin: string) =>
  (await life.commit((tx) => stopCampaigns(tx, { ...BY, origin }, Date.now())))?.campaigns;

/** Who did what to orders, as it stands on record. */
const onRecord = async ({ db }: MortalLife, what: string) =>
  (await db.selectFrom('actions').select('order_id').where('what', '=', what).execute()).map(
    ({ order_id }) => order_id,
  );

const campaignOf = async ({ db }: MortalLife, id: string) =>
  CAMPAIGN.name((await findOrder(db, id))?.campaign ?? CAMPAIGN.of.preparing);

/** All that certainly failed once more, as the button has it. */
const pressAgain = (life: MortalLife, orderId: string, origin: string) =>
  life.commit(async (tx) => {
    const found = await untriedRecipients(tx, orderId, [OFF], { after: 0, limit: AT_ONCE + 1 });
    if (found.length === 0) return;
    const isLong = found.length > AT_ONCE;
    const atOnce = isLong ? found.slice(0, FIRST) : found;
    const untried = { orderId, ends: [OFF], after: atOnce.at(-1)?.id ?? 0 };
    await placeSms(tx, origin, {
      text: 'sale',
      recipients: atOnce.map(({ addressee }) => addressee),
      ...(isLong ? { others: { untried, count: MANY - 1 - FIRST } } : {}),
      againOf: orderId,
      isDraft: true,
    });
  });

/** What happens in the life of a campaign, by the name of what is killed. */
const stories: Stories = {
  async 'preparing, pausing or cancelling'(life) {
    const id = await life.place('one', { text: 'sale', recipients: numbers(MANY) });
    await life.doJobs();
    await life.claim(150);
    await life.say(id, 'pause');
    expect(await life.claim(150)).toEqual([]);
    await life.say(id, 'resume');
    await life.claim(150);
    await life.say(id, 'cancel');
    await life.doJobs();
    await life.claim(150);
    expect(await life.states()).toEqual({ submitting: 300, cancelled: MANY - 300 });
  },

  async 'going on by another channel'(life) {
    const id = await life.place('one', {
      text: 'sale',
      content: { channel: 'viber', text: 'sale', within: 60 },
      fallback: [{ channel: 'sms' }],
      recipients: numbers(60),
    });
    const claimed = await life.claim(40);
    const answers = claimed.map(({ attemptId }) => ({
      attemptId,
      outcome: 'accepted' as const,
      commandStatus: 0,
      providerId: `m${attemptId}`,
    }));
    await life.commit((tx) => settle(tx, 'demo', answers, Date.now()));
    const fail = (some: typeof answers) =>
      life.commit((tx) =>
        storeReceipts(
          tx,
          'demo',
          some.map(({ providerId }) => ({
            receipt: parseReceipt({ text: `id:${providerId} stat:UNDELIV err:011`, tlvs: {} }),
            via: 'smpp' as const,
            raw: '',
          })),
          Date.now(),
        ),
      );
    await fail(answers.slice(0, 20));
    expect(await life.claim(20)).toHaveLength(20);
    await life.say(id, 'pause');
    await fail(answers);
    expect(await life.claim(100)).toEqual([]);
    await life.say(id, 'resume');
    await life.doJobs();
    expect(await life.claim(100)).toHaveLength(40);
    await fail(answers);
    expect(await life.states()).toEqual({ undelivered: 40, submitting: 60 });
  },

  async 'trying the first of a campaign'(life) {
    const id = await life.place('one', { text: 'sale', recipients: numbers(MANY), isTried: true });
    while ((await campaignOf(life, id)) === 'preparing') await life.doPiece();
    await life.claim(MANY);
    expect(await life.states()).toEqual({ submitting: 20, queued: MANY - 20 });
    await life.doPiece();
    expect(await life.claim(MANY)).toEqual([]);
    await life.commit(async ({ db }) => {
      for (const to of numbers(10)) await become(db, { state: 'delivered', ended_at: Date.now() }, { to });
    });
    await life.doJobs();
    await life.claim(MANY);
    expect(await life.states()).toEqual({ delivered: 10, submitting: MANY - 10 });
  },

  async 'releasing a campaign in its minute'(life) {
    const sendAt = Date.now() - 1_000;
    const id = await life.place('one', { text: 'sale', recipients: numbers(MANY), isDraft: true, sendAt });
    while ((await campaignOf(life, id)) === 'preparing') await life.doPiece();
    expect(await life.claim(MANY)).toEqual([]);
    await life.commit((tx) => answerWaiting(tx, id, 'confirmation', Date.now()));
    expect(await life.claim(MANY)).toEqual([]);
    await life.doJobs();
    expect(await campaignOf(life, id)).toBe('running');
    await life.claim(MANY);
    expect(await life.states()).toEqual({ submitting: MANY });
  },

  async 'sending what is in doubt again'(life) {
    const id = await doubtful(life);
    expect(await life.say(id, 'repeat')).toBe(MANY);
    await life.doPiece();
    await life.claim(50);
    await life.doJobs();
    await life.claim(MANY);
    expect(await life.states()).toEqual({ submitting: MANY });
  },

  async 'leaving what is in doubt'(life) {
    const id = await doubtful(life);
    await life.say(id, 'leave');
    await life.doJobs();
    expect(await life.say(id, 'leave')).toBe(0);
    expect(await life.states()).toEqual({ left: MANY });
  },

  async 'rewording a campaign'(life) {
    const id = await life.place('one', { text: WIDE, recipients: numbers(MANY) });
    await life.doJobs();
    await life.commit((tx) => answerPlainer(tx, SETTINGS, id, 'price', Date.now()));
    expect(await life.claim(50)).toEqual([]);
    await life.doJobs();
    await life.claim(MANY);
    expect(await life.states()).toEqual({ submitting: MANY });
    const plain = WIDE.replace('—', '-');
    const keys = numbers(MANY).map((destination) => guardKey('demo', { destination, text: plain }));
    const rows = await life.db.selectFrom('messages').select('guard_key').orderBy('id').execute();
    expect(rows.map(({ guard_key }) => guard_key)).toEqual(keys);
    const guards = await life.db.selectFrom('guards').select('guard_key').execute();
    expect(guards.map(({ guard_key }) => guard_key).toSorted()).toEqual(keys.toSorted());
  },

  async 'trying again what failed'(life) {
    const id = await life.place('one', { text: 'sale', recipients: numbers(MANY) });
    await life.doJobs();
    const [delivered = '', ...failed] = numbers(MANY);
    await life.commit(async ({ db }) => {
      await become(db, { ...OFF, ended_at: Date.now() });
      await become(db, { state: 'delivered', error: null }, { to: delivered });
    });
    await pressAgain(life, id, 'two');
    await life.doPiece();
    // Somebody else presses it while it is being written.
    await pressAgain(life, id, 'three');
    await life.doJobs();
    const orders = await life.db.selectFrom('orders').select(['id', 'campaign']).execute();
    for (const order of orders.filter((each) => each.id !== id)) {
      await life.commit((tx) => answerWaiting(tx, order.id, 'confirmation', Date.now()));
    }
    await life.claim(MANY);
    await life.claim(MANY);
    expect(await life.states()).toEqual({ submitting: MANY - 1, delivered: 1, undelivered: MANY - 1 });
    const to = await life.db
      .selectFrom('messages')
      .select('recipient')
      .where('attempted_at', 'is not', null)
      .execute();
    expect(to.map(({ recipient }) => recipient).toSorted()).toEqual(failed.toSorted());
  },

  async 'stopping all campaigns'(life) {
    const first = await life.place('one', { text: 'sale', recipients: numbers(120) });
    const second = await life.place('two', { text: 'other', recipients: numbers(120) });
    await life.place('three', { text: 'seen', recipients: numbers(60), isDraft: true });
    await life.claim(100);
    expect(await stop(life, 'stop 1')).toEqual([first, second]);
    expect(await life.claim(300)).toEqual([]);
    expect(await stop(life, 'stop 2')).toEqual([]);
    await life.say(second, 'resume');
    expect(await stop(life, 'stop 3')).toEqual([second]);
    expect(await onRecord(life, STOPPED)).toEqual([first, second, second]);
    for (const id of [second, first]) await life.say(id, 'resume');
    await life.claim(300);
    expect(await life.states()).toEqual({ submitting: 240, waiting: 60 });
  },

  async 'a campaign that stops by itself'(life) {
    const id = await life.place('one', { text: 'sale', recipients: numbers(150) });
    const claimed = await life.claim(60);
    const outcome = { outcome: 'refused', commandStatus: BAD_SENDER } as const;
    await life.commit((tx) =>
      settle(
        tx,
        'demo',
        claimed.map(({ attemptId }) => ({ attemptId, ...outcome })),
        Date.now(),
      ),
    );
    await life.doJobs();
    expect(await onRecord(life, TRIPPED)).toEqual([id]);
    expect(await life.claim(100)).toEqual([]);
    expect(await life.say(id, 'resume')).toBe(90);
    await life.claim(100);
    expect(await life.states()).toEqual({ refused: 60, submitting: 90 });
  },
};

/** A campaign that has left, and of which nobody knows what became of it. */
async function doubtful(life: MortalLife): Promise<string> {
  const id = await life.place('one', { text: 'sale', recipients: numbers(MANY) });
  await life.doJobs();
  const fate = { state: 'in_doubt', doubt_until: null, attempted_at: Date.now() } as const;
  await life.commit(({ db }) => become(db, fate));
  return id;
}

killAtAnyCommit(stories);
