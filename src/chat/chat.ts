import { buffer } from 'node:stream/consumers';
import type { Update } from 'grammy/types';
import type { Logger } from '../log.ts';
import { compilePlans } from '../messages/numbering-plan.ts';
import { readFile } from '../store/chats/files.ts';
import type { Store } from '../store/engine/database.ts';
import { writeCard } from './cards/kind.ts';
import { noticeCard } from './cards/notice/body.ts';
import { type Command, commandsAt } from './command.ts';
import { type Settings, settingsOf } from './context.ts';
import { createDispatcher } from './dispatcher.ts';
import { ownLanguageOf } from './language.ts';
import type { ChatMetrics } from './metrics.ts';
import { pause } from './pause.ts';
import { startCards } from './show/loop.ts';
import { startInbox } from './talks/inbox.ts';
import { startTalks } from './talks/talk-rounds.ts';
import { startIntake } from './telegram/intake.ts';
import { createMenus } from './telegram/menu.ts';
import { startPolling } from './telegram/polling.ts';
import { createTelegram } from './telegram/telegram.ts';
import { authorOf, threadOf } from './telegram/update.ts';
import { startWebhook } from './telegram/webhook.ts';
import { startAlerts } from './watch/alerts.ts';

export interface ChatOptions {
  readonly store: Store;
  /** The same for what shows cards, by connections of its own. */
  readonly cardStore: Store;
  readonly settings: Omit<Settings, 'username' | 'linkKey'>;
  readonly commands: readonly Command[];
  readonly token: string;
  readonly apiRoot: string;
  /** Null: Telegram is reached without one. */
  readonly proxy: string | null;
  /** Where Telegram is to post updates, which something else puts into the store; null: they are polled for. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  readonly metrics: ChatMetrics;
  readonly log: Logger;
}

export interface Chat {
  /** Why Telegram cannot be reached, or does not hand over updates; null: all is well. */
  problem(): string | null;
  /** Stops taking updates, ends the calls under way. */
  stop(): Promise<void>;
}

const RETRY_MAX_MS = 30_000;

/** Telegram's side of the bot: takes updates in, runs commands, shows cards. Waits for Telegram as long as it takes. */
export function startChat(options: ChatOptions): Chat {
  const { store, cardStore, log, metrics } = options;
  const commands = commandsAt(options.commands, options.settings.wire);
  const telegram = createTelegram({
    token: options.token,
    apiRoot: options.apiRoot,
    proxy: options.proxy,
    log,
    onAnswer: metrics.answered,
  });
  const menus = createMenus(telegram, commands, log);
  const stopping = new AbortController();
  let problem: string | null = 'Telegram has not answered yet';
  let parts: { stop(): Promise<void> }[] = [];

  /** Tells the author that an update was set aside. */
  async function onSetAside(update: Update): Promise<void> {
    const { message } = update;
    const author = message && authorOf(message);
    if (!message || !author) return;
    const { id: chatId } = message.chat;
    const ofChat = ownLanguageOf(author, chatId, options.settings.language);
    await store.write(async (tx) => {
      const { language } = await settingsOf(tx.db, chatId, { ...options.settings, language: ofChat });
      await writeCard(tx, noticeCard, {
        body: { lines: [{ id: 'set-aside' }] },
        chatId,
        threadId: threadOf(message),
        replyTo: message.message_id,
        language,
        personId: author.id,
        now: Date.now(),
      });
    });
  }

  function onStranger(id: number): void {
    log.info(
      { id },
      options.settings.ownerIds.length > 0
        ? 'a stranger was told their id'
        : `the bot has no owner: set OWNER_IDS=${id} if this is you, and restart`,
    );
  }

  /** Menus are a convenience: nothing waits for them, and nothing ends with them. */
  function inBackground(work: Promise<void>): void {
    work.catch((err) => log.error({ err }, 'a command menu could not be set'));
  }

  async function start(): Promise<void> {
    if (options.settings.ownerIds.length === 0) {
      log.warn(
        'OWNER_IDS is not set: nobody may use the bot. Write to it in Telegram, it answers with your id',
      );
    }
    for (let waitMs = 1_000; ; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
      const me = await telegram.attempt(() => telegram.api.getMe(stopping.signal as never));
      if (stopping.signal.aborted) return;
      if (me.kind === 'done') return run(me.value);
      problem =
        me.kind === 'not-now' && me.code === 401
          ? 'Telegram does not know BOT_TOKEN: take it from @BotFather again'
          : `Telegram cannot be reached${options.proxy === null ? '' : ' through TELEGRAM_PROXY'}`;
      log.error({ outcome: me.kind, retryInMs: waitMs }, problem);
      await pause(waitMs, stopping.signal);
      if (stopping.signal.aborted) return;
    }
  }

  function run(me: { id: number; username: string }): void {
    const settings = { ...options.settings, username: me.username, linkKey: options.token };
    const dispatcher = createDispatcher({
      settings,
      commands,
      onStranger,
      onPerson: (chatId, person) => inBackground(menus.show(chatId, person)),
    });
    const cards = startCards({
      store: cardStore,
      telegram,
      settings,
      content: ({ id }) => buffer(readFile(cardStore.db, id)),
      log,
      onCall: metrics.cardCalled,
      onEndShown: (ms) => metrics.receiptToCardSeconds.observe(ms / 1000),
    });
    const inbox = startInbox(store, settings, log);
    const talks = startTalks(store, settings, log);
    const alerts = startAlerts(store, settings, log, metrics.alert);
    const source = options.webhook
      ? startWebhook({ telegram, ...options.webhook, log })
      : startPolling({ store, telegram, botId: me.id, log });
    const intake = startIntake({
      store,
      telegram,
      dispatcher,
      log,
      onSetAside,
      onWaited: (ms) => metrics.updateWaitSeconds.observe(ms / 1000),
    });
    problem = null;
    sourceProblem = source.problem;
    parts = [source, intake, inbox, talks, alerts, cards];
    inBackground(menus.publish());
    log.info({ username: me.username }, 'the bot is there');
  }

  compilePlans();
  let sourceProblem: () => string | null = () => null;
  const starting = start();
  return {
    problem: () => problem ?? sourceProblem(),
    async stop() {
      stopping.abort();
      await starting;
      for (const part of parts) await part.stop();
    },
  };
}
