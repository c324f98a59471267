import type { Registry } from 'prom-client';
import type { Config } from './config.ts';
import { waysIn } from './config-ways.ts';
import type { Logger } from './log.ts';
import { PROFILES } from './messages/provider.ts';
import { AS_GIVEN } from './messages/receipt-id.ts';
import { httpMetrics } from './provider-http/metrics.ts';
import { httpWay } from './provider-http/way.ts';
import { mailMetrics } from './provider-smtp/metrics.ts';
import { mailWay } from './provider-smtp/way.ts';
import { startAccount } from './sender/account.ts';
import { ComingAnswers } from './sender/coming-answers.ts';
import { senderMetrics } from './sender/metrics.ts';
import { Moments } from './sender/moments.ts';
import { firstWays, type WayOrder, wayOrder } from './sender/way-order.ts';
import { smppWire } from './settings.ts';
import { Acknowledged } from './smpp/acknowledged.ts';
import { smppMetrics } from './smpp/metrics.ts';
import { smppWay } from './smpp/way.ts';
import type { Store } from './store/engine/database.ts';
import { heldStore } from './store/engine/held-store.ts';
import type { Held } from './store/engine/hold-leases.ts';
import { isHeld, type Lease } from './store/engine/leases.ts';

/** How long unanswered submits are waited for at a stop (ms); what is left then is in doubt. */
const DRAIN_MS = 5_000;

/** The accounts that this instance holds. */
export interface HeldAccounts {
  /** Builds the ways of an account, and sends by them for as long as its lease is held. */
  hold(lease: Lease, login: Config['smpp']['accounts'][number]): Promise<Held>;
  /** All of them are bound to the SMSC; false when there are none. */
  bound(): boolean;
  /** Those that are not, each with what was last said of its ways. */
  unbound(now: number): string[];
}

/** Registers what the ways out are measured by, which the accounts share. */
export function heldAccounts(
  config: Config,
  { store, registry, log }: { readonly store: Store; readonly registry: Registry; readonly log: Logger },
): HeldAccounts {
  const ofSmpp = smppMetrics(registry);
  const ofHttp = waysIn(config.ways).includes('https') ? httpMetrics(registry) : null;
  const ofMail = config.mail && mailMetrics(registry);
  const ofSending = senderMetrics(registry);
  const wire = smppWire(config);
  // Shared, as a number's messages may come by any login.
  const acknowledged = new Acknowledged();
  const { sendMaxAge } = config;
  /** Their ways, by login. */
  const held = new Map<string, WayOrder>();

  return {
    async hold(lease, login) {
      const account = login.systemId;
      const moments = new Moments();
      const comingAnswers = new ComingAnswers();
      const own = heldStore(store, lease);
      const mayWrite = () => isHeld(lease);
      const settings = { ...config.smpp, ...login, country: config.country };
      const smpp = waysIn(config.ways).includes('smpp')
        ? smppWay({ store: own, settings, wire, moments, comingAnswers, acknowledged, metrics: ofSmpp, log })
        : null;
      const http =
        ofHttp && config.provider
          ? httpWay({
              ...config.provider,
              store: own,
              account,
              wire,
              unknownAfterMs: PROFILES[config.smpp.provider].http?.unknownAfterMs ?? 0,
              sendMaxAge,
              metrics: ofHttp,
              log,
            })
          : null;
      const mail =
        ofMail && config.mail
          ? mailWay({
              ...config.mail,
              store: own,
              account,
              wire,
              asks: config.provider,
              sendMaxAge,
              metrics: ofMail,
              log,
              mayWrite,
            })
          : null;
      const order = wayOrder([smpp ?? [], http ?? [], mail ?? []].flat(), config.ways);
      const started = await startAccount({
        ...config.smpp,
        store: own,
        account,
        order,
        habits: smpp?.habits ?? { id: AS_GIVEN },
        moments,
        comingAnswers,
        sendMaxAge,
        metrics: ofSending,
        log,
        mayWrite,
      });
      held.set(account, order);
      return {
        stop(why) {
          held.delete(account);
          return started.stop(why === 'release' ? DRAIN_MS : 0);
        },
      };
    },
    bound: () =>
      held.size > 0 && [...held.values()].every((order) => firstWays(order).every(({ isUp }) => isUp)),
    unbound: (now) =>
      [...held].flatMap(([login, order]) => {
        const down = firstWays(order).filter(({ isUp }) => !isUp);
        if (down.length === 0) return [];
        const said = down.flatMap(({ exits }) => exits.flatMap((exit) => exit.report(now).lastError ?? []));
        return said.length > 0 ? `${login} (${[...new Set(said)].join('; ')})` : login;
      }),
  };
}
