import { FormattedString } from '@grammyjs/parse-mode';
import { perhapsPaid } from '../../../messages/in-doubt.ts';
import { isAtRest, isFailed } from '../../../messages/status.ts';
import { type Message, messagesOfCard } from '../../../store/attempts/outbox.ts';
import { attemptsOf } from '../../../store/attempts/stored-attempts.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { lookupOf } from '../../../store/orders/documents.ts';
import { cachedOfCard } from '../../../store/provider/cached-lookups.ts';
import { moneyIn } from '../../money/money.ts';
import { type Button, shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { endedAtOf } from '../ended-at.ts';
import { forgottenView } from '../forgotten.ts';
import { lackLines } from '../lacks.ts';
import { liveText } from '../live-time.ts';
import { presserLines } from '../presser.ts';
import { seenAddress, sightOf } from '../sight.ts';
import type { LookupBody } from './body.ts';
import { askedIn, cachedLines } from './cached.ts';
import { changedOf, changeLines } from './changes.ts';
import { factsLines } from './facts.ts';
import { findingOf, homeOf, roamingOf } from './finding.ts';
import { manyLookupsView } from './many.ts';

/** What the provider says of a number is shown up to here (UTF-16 units). */
const FOUND_LENGTH = 200;

/** "IMSI 2500… · MSC 7923… · id 855469 · 0.20 RUB · in 2 s", as far as it is known; ids can be tapped to be copied. */
async function factsLine(
  context: ViewContext,
  card: Card,
  message: Message,
  { cached }: LookupBody,
): Promise<FormattedString | null> {
  const { locale, db, settings } = context;
  const lookup = lookupOf(message);
  const ids = (await attemptsOf(db, message.id)).flatMap(({ provider_id }) => provider_id ?? []);
  const named: [string, string | null | undefined][] = [
    // It is the subscriber's secret more than the number is.
    ['lookup-imsi', card.chat_id > 0 ? lookup?.imsi : null],
    ['lookup-msc', lookup?.msc],
    ['lookup-id', ids.at(-1)],
  ];
  const pieces = named.flatMap(([id, value]) =>
    value
      ? FormattedString.join([`${locale.t(id)} `, FormattedString.code(shorten(value, FOUND_LENGTH))])
      : [],
  );
  // What was found before cost nothing here.
  if (!cached && message.cost !== null) {
    pieces.push(FormattedString.join([moneyIn(locale, settings, message.cost)]));
  }
  if (!cached && message.ended_at !== null && message.accepted_at !== null) {
    const duration = locale.duration(message.ended_at - message.accepted_at);
    pieces.push(FormattedString.join([locale.t('lookup-took', { duration })]));
  }
  return pieces.length > 0 ? FormattedString.join(pieces, ' · ') : null;
}

function networkLines({ locale }: ViewContext, message: Message): FormattedString[] {
  const lookup = lookupOf(message);
  if (!lookup) return [];
  const [home, roaming] = [homeOf(lookup), roamingOf(lookup)].map((words) => shorten(words, FOUND_LENGTH));
  if (message.state !== 'delivered' && !home && !roaming) return [];
  return [
    FormattedString.join([FormattedString.bold(locale.t('lookup-home')), ` ${home || '—'}`]),
    roaming
      ? FormattedString.join([FormattedString.bold(locale.t('lookup-roaming')), ` ${roaming}`])
      : FormattedString.bold(locale.t('lookup-at-home')),
  ];
}

function buttonsFor(
  { locale }: ViewContext,
  { state, channel, waiting_for }: Message,
  { cached }: LookupBody,
): Button[] {
  const button = buttonsIn(locale);
  if (cached) return [button('anew')];
  if (state === 'waiting') return [button(['send', waiting_for], 'look-up'), button('cancel')];
  if (state === 'queued') return [button('cancel')];
  if (state === 'in_doubt') return [button('repeat', 'ask-again'), button('leave')];
  if (!isFailed(state)) return [];
  return [button(channel, 'ask-again'), channel === 'hlr' ? button('ping') : button('hlr')];
}

async function oneLookupView(
  context: ViewContext,
  card: Card,
  message: Message,
  body: LookupBody,
): Promise<View> {
  const { locale, now } = context;
  const { sign, words, advice } = findingOf(locale, message);
  const number = seenAddress(
    sightOf(context, card, askedIn(card, message, body), body.names),
    message.recipient,
  );
  const head = `${locale.t(`channel-${message.channel}`)} ${number} ${sign} ${words}`;
  const stale =
    message.state === 'waiting' && message.waiting_for === 'stale'
      ? locale.t('lookup-stale', { age: locale.duration(now - message.fresh_at) })
      : null;
  const waitMs = message.state === 'queued' ? (message.ready_at ?? now) - now : 0;
  const again =
    waitMs > 0 && message.command_status === null
      ? liveText(context, message.attempted_at === null ? 'lookup-held' : 'lookup-again', now + waitMs)
      : null;
  const inVain =
    message.state === 'in_doubt'
      ? locale.t('lookup-asked-in-vain', { n: perhapsPaid(await attemptsOf(context.db, message.id)) })
      : null;
  const { cached } = body;
  const changed = (await changedOf(context.db, [message])).get(message.id);
  const facts = await factsLine(context, card, message, body);
  const lines = [
    head,
    ...(cached ? cachedLines(context, cached, now - (message.ended_at ?? now)) : []),
    ...(changed ? changeLines(locale, changed) : []),
    advice,
    ...(await presserLines(context, card)),
    stale,
    ...(message.state === 'waiting' ? lackLines(locale, 'lookup', body.lacks) : []),
    again,
    inVain,
    ...networkLines(context, message),
    ...(await factsLines(context, message.recipient)),
    facts,
  ];
  return {
    as: 'text',
    text: FormattedString.join(
      lines.filter((line) => line !== null),
      '\n',
    ),
    buttons: [buttonsFor(context, message, body)],
    atRest: isAtRest(message.state),
    ...endedAtOf([message]),
    failed: message.state === 'refused' || message.state === 'unknown',
    asks: message.state === 'waiting' || message.state === 'in_doubt',
  };
}

/** A card of look-ups: one number with all that was found, or several in a table. */
export async function lookupView(context: ViewContext, card: Card, body: LookupBody): Promise<View> {
  const own = await messagesOfCard(context.db, card.id, 2);
  const cached = body.cached ? await cachedOfCard(context.db, card.id, { after: 0, limit: 2 }) : [];
  const [message, another] = [...own, ...cached];
  // What was found earlier may be forgotten earlier.
  if (!message) return forgottenView(context.locale);
  if (another || body.bad.length > 0 || body.table) return manyLookupsView(context, card, message, body);
  return oneLookupView(context, card, message, body);
}
