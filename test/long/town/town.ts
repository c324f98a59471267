import { type ProviderHttp, startProviderHttp } from '../../../src/demo/provider-http/index.ts';
import { type ProviderSmtp, startProviderSmtp } from '../../../src/demo/provider-smtp/index.ts';
import { type Smsc, type SmscOptions, startSmsc } from '../../../src/demo/smsc/index.ts';
import { startTelegram, type TelegramServer } from '../../../src/demo/telegram/index.ts';
import { type MovableRelay, openRelay } from '../../support/movable-relay.ts';

/** Incoming SMS are shown in this one's private chat; those who type own the bot, too. */
export const OWNER = 100;
const PEOPLE = 16;
/** People who own nothing: they may send for as long as somebody has given them that role. */
export const OPERATORS = [201, 202, 203, 204] as const;
/** The owner and they are in it. */
export const GROUP = -1001;
/** All chats are in it. */
export const TIME_ZONE = 'Europe/Moscow';

/** The provider's HTTP API and mail server, and the lines by which SMPP and HTTP go. */
interface Ways {
  readonly http: ProviderHttp;
  readonly mail: ProviderSmtp;
  readonly smppLine: MovableRelay;
  readonly httpLine: MovableRelay;
}

export interface Town {
  readonly smsc: Smsc;
  readonly telegram: TelegramServer;
  /** What else leads to the provider; null: the bots have SMPP alone. */
  readonly ways: Ways | null;
  /** Who types; each has a private chat with that id. */
  readonly typists: readonly [number, ...number[]];
  /** The environment of a bot here. */
  settings(databaseUrl: string): Record<string, string>;
  close(): Promise<void>;
}

/**
 * Both sides of the bot, with as many people as Telegram's limits need for a load: one edit a second and chat.
 * @param further accounts at the SMSC beside the first, login to password
 * @param hasWays singles can go by the provider's HTTP API where SMPP is cut, and by mail where both are
 */
export async function startTown(
  further: SmscOptions['accounts'] = {},
  provider: Smsc['provider'] = 'smsc.ru',
  hasWays = false,
): Promise<Town> {
  const typists = Array.from({ length: PEOPLE }, (_, index) => OWNER + 1 + index);
  const owners = [OWNER, ...typists];
  const people = [...owners, ...OPERATORS].map((id) => ({ id, name: `Person ${id}`, language: 'en' }));
  const smsc = await startSmsc({ provider, deliveryMs: 300, accounts: further });
  const accounts = { [smsc.login]: smsc.password, ...further };
  const ways = hasWays ? await startWays(smsc) : null;
  const telegram = await startTelegram({
    people,
    chats: [
      ...people.map(({ id }) => ({ id, type: 'private' as const, person: id })),
      { id: GROUP, type: 'supergroup', title: 'Desk', members: [OWNER, ...OPERATORS] },
    ],
    answerTimeout: 15_000,
  });
  return {
    smsc,
    telegram,
    ways,
    typists: [OWNER + 1, ...typists.slice(1)],
    settings: (databaseUrl) => ({
      BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      OWNER_IDS: owners.join(','),
      DATABASE_URL: databaseUrl,
      SMPP_PROVIDER: provider,
      SMPP_RECEIPT_ZONE: provider === 'generic' ? '+00:00' : '',
      SMPP_HOSTS: ways?.smppLine.address ?? smsc.address,
      ...(ways && {
        WAYS: 'smpp,https,smtp',
        WAY_AFTER: '1',
        PROVIDER_URL: `http://${ways.httpLine.address}`,
        PROVIDER_API_KEY: ways.http.apiKey,
        SMTP_URL: ways.mail.url,
        SMTP_TO: ways.mail.inlet,
        SMTP_FROM: 'bot@shop.example',
      }),
      SMPP_ACCOUNTS: Object.entries(accounts)
        .map(([login, password]) => `${login}:${password}`)
        .join(','),
      SENDER: 'SHOP',
      TIME_ZONE,
      HTTP_PORT: '0',
      UNDO_SEND: '0',
      LANGUAGE: 'en',
    }),
    async close() {
      await telegram.close();
      await ways?.smppLine.cut();
      await ways?.httpLine.cut();
      await ways?.http.close();
      await ways?.mail.close();
      await smsc.close();
    },
  };
}

async function startWays(smsc: Smsc): Promise<Ways> {
  const http = await startProviderHttp(smsc);
  return {
    http,
    mail: await startProviderSmtp(smsc, { apiKey: http.apiKey }),
    smppLine: await openRelay(smsc.address),
    httpLine: await openRelay(new URL(http.url).host),
  };
}
