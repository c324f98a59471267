import type { ChatOptions } from './chat/chat.ts';
import type { Config } from './config.ts';
import { MAIL_CHANNELS } from './messages/mail-form.ts';
import { PROFILES } from './messages/provider.ts';
import { rulesOf } from './messages/rules.ts';
import type { WireOptions } from './messages/wire.ts';
import { httpWire } from './provider-http/load.ts';

/*
 * What is set, as the rooms that work by it want it.
 */

/** How SMPP carries messages. */
export const smppWire = ({ smpp, sender }: Config): WireOptions => ({
  channels: PROFILES[smpp.provider].channels,
  hasDialect: PROFILES[smpp.provider].hasDialect,
  defaultAlphabet: smpp.defaultAlphabet,
  latin1DataCoding: smpp.latin1DataCoding,
  sourceTypes: smpp.sourceTypes,
  destinationTypes: smpp.destinationTypes,
  validity: smpp.validity,
  long: smpp.long,
  sender,
});

/** How the first way of text messages carries them: what is agreed on is how it does. What goes by mail alone has fewer channels. */
export function wireOptions(config: Config): WireOptions {
  const { usual, of } = config.ways;
  const [first] = of.sms ?? usual;
  const all = smppWire(config);
  const byMailAlone = all.channels.filter((channel) =>
    (of[channel] ?? usual).every((name) => name === 'smtp'),
  );
  const channels = all.channels.filter(
    (channel) => MAIL_CHANNELS.includes(channel) || !byMailAlone.includes(channel),
  );
  const wire = { ...all, channels, byMailAlone };
  return first === 'smpp' ? wire : httpWire(wire);
}

export const chatSettings = (config: Config, wire: WireOptions): ChatOptions['settings'] => ({
  ownerIds: config.telegram.ownerIds,
  programs: config.apiTokens.map(({ name }) => name),
  guard: rulesOf(config.smpp).guard,
  language: config.language,
  timeZone: config.timeZone,
  country: config.country,
  currency: config.currency,
  accounts: config.smpp.accounts.map(({ systemId }) => systemId),
  wire,
  sendMaxAge: config.sendMaxAge,
  undoSend: config.undoSend,
  askAbove: config.askAbove,
  approve: config.approve,
  quotaZone: config.timeZone,
  partsPerSecond: Math.min(config.smpp.rate, config.smpp.campaignRate ?? config.smpp.rate),
  hlrCache: config.hlrCache,
  hooksMayBePrivate: config.hooksMayBePrivate,
  asksProvider: config.provider !== null,
});
