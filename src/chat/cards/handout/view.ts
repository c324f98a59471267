import type { Card } from '../../../store/chats/cards.ts';
import { everybodyWith } from '../../sending/approving.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { forgottenView } from '../forgotten.ts';
import { placeName } from '../place-name.ts';
import { nameById } from '../presser.ts';
import type { HandoutBody } from './body.ts';
import { handoutOf, isOpen } from './whole.ts';

/** Who asks for which file, and what a second person has said of it. */
export async function handoutView(context: ViewContext, card: Card): Promise<View> {
  const { db, locale, now } = context;
  const handout = await handoutOf(db, card.id);
  if (!handout) return forgottenView(locale);
  const { body } = handout;
  const isAsked = isOpen(body, now);
  const isOwn = card.chat_id === body.askedBy;
  const file = locale.t('handout-file', { what: locale.t(body.what), n: body.numbers });
  const name = await nameById(db, body.askedBy);
  const asked = locale.t('handout-asked', { name });
  const head = isOwn ? [locale.t('handout-own'), file] : [asked, file, await placeName(context, body.from)];
  const button = buttonsIn(locale);
  const buttons = isOwn ? [button('withdraw', 'cancel')] : [button('approve'), button('reject')];
  return {
    as: 'text',
    text: [head.join(' · '), ...(await stateLines(context, body))].join('\n'),
    buttons: isAsked ? [buttons] : [],
    atRest: true,
    ...(isAsked && { changesAt: body.expiresAt }),
    asks: isAsked,
  };
}

async function stateLines(
  context: ViewContext,
  { state, askedBy, expiresAt }: HandoutBody,
): Promise<string[]> {
  const { db, locale, settings, now } = context;
  if (state.is === 'asked') {
    const until = locale.minute(expiresAt, now);
    if (now >= expiresAt) return [locale.t('approval-expired', { time: until })];
    const others = (await everybodyWith(db, settings, 'operator')).filter((id) => id !== askedBy);
    const line = locale.t('waiting-approval', { until });
    return others.length === 0 ? [line, locale.t('approval-nobody')] : [line];
  }
  if (state.is === 'withdrawn') return [locale.t('approval-withdrawn')];
  const name = await nameById(db, state.by);
  return [locale.t(`approval-${state.is}`, { name, time: locale.time(state.at, now) })];
}
