import type { FormattedString } from '@grammyjs/parse-mode';
import type { MessageRequest } from '../../../messages/request.ts';
import { isFailed } from '../../../messages/status.ts';
import type { Terms } from '../../../messages/terms.ts';
import type { WaitingReason } from '../../../messages/waiting.ts';
import { hasWords } from '../../../messages/without-words.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { readingOf } from '../../../store/watch/readings.ts';
import { wordsOfStatus } from '../../code-words.ts';
import type { Locale } from '../../locale.ts';
import { moneyIn } from '../../money/money.ts';
import { shorten, type ViewContext } from '../../show/view.ts';
import type { Sight } from '../sight.ts';
import { lowerFirst, namedError } from '../words.ts';
import { approvalLine } from './approval.ts';
import { doubtLine, guardLine } from './doubt.ts';
import { quietLine } from './quiet.ts';
import { scheduleLine } from './schedule.ts';

/** A line of a card. */
export type Words = FormattedString | string;

/** "2 parts, GSM-7"; the alphabet where one was agreed on. */
export const partsIn = ({ t }: Locale, { parts: n, alphabet }: Pick<Terms, 'parts' | 'alphabet'>): string =>
  alphabet === null ? t('parts-alone', { n }) : t('parts', { n, alphabet: t(`alphabet-${alphabet}`) });

/** What was agreed on and cannot be had any more, and how it would go instead. */
function termsLine({ locale }: ViewContext, { agreed, offered, isWorded }: Message): string {
  const { parts } = agreed;
  if (isWorded || parts === null) return locale.t(offered ? 'waiting-terms-each' : 'waiting-terms-none');
  const was = partsIn(locale, { ...agreed, parts });
  if (!offered) return locale.t('waiting-terms-impossible', { was });
  const alike = offered.parts === agreed.parts && offered.alphabet === (agreed.alphabet ?? offered.alphabet);
  return alike
    ? locale.t('waiting-terms-parts')
    : locale.t('waiting-terms', { was, offered: partsIn(locale, offered) });
}

/** What a person is asked before a message goes. */
export async function waitingLine(
  context: ViewContext,
  message: Message,
  reason: WaitingReason | null,
): Promise<Words> {
  const { locale, now } = context;
  switch (reason) {
    case 'stale':
      return locale.t('waiting-stale', { age: locale.duration(now - message.fresh_at) });
    case 'guard':
      return guardLine(context, message);
    case 'terms':
      return termsLine(context, message);
    case 'price':
      return locale.t('waiting-price');
    case 'landline':
      return locale.t('waiting-landline');
    case 'approval':
      return approvalLine(context, message);
    case 'schedule':
    case 'stopped':
    case 'right':
      return scheduleLine(context, message, reason);
    default:
      return locale.t('waiting-confirmation');
  }
}

/** The first line of a card: the channel, to whom, how many parts in which alphabet, whether flash, from whom. */
export function headLine(context: ViewContext, message: Message, recipients: string): string {
  const { locale } = context;
  const { request, agreed } = message;
  const pieces = [`${locale.t(`channel-${request.channel}`)} → ${recipients}`];
  const { parts } = agreed;
  if (request.channel === 'sms' && parts !== null) pieces.push(partsIn(locale, { ...agreed, parts }));
  if ('kind' in request && request.kind) pieces.push(locale.t(`kind-${request.kind}`));
  if ('flash' in request && request.flash) pieces.push(locale.t('flash'));
  if (agreed.sender) pieces.push(locale.t('from', { from: agreed.sender }));
  return pieces.join(' · ');
}

/** What the recipient gets to read or hear. */
function wordLines({ locale }: ViewContext, request: MessageRequest, length?: number): string[] {
  const lines: string[] = [];
  if ('subject' in request) lines.push(locale.t('subject', { subject: shorten(request.subject, 200) }));
  if ('text' in request) lines.push(locale.t('quoted', { words: shorten(request.text, length) }));
  if ('code' in request) lines.push(locale.t('quoted', { words: request.code }));
  return lines;
}

/**
 * What the recipient gets, as far as it is kept and may be read here, and what else was asked for, a line each.
 * @param length UTF-16 units of the text that are shown
 */
export function contentLines(
  context: ViewContext,
  { request, forgotten_at }: Pick<Message, 'request' | 'forgotten_at'>,
  { texts }: Sight,
  length?: number,
): string[] {
  const { locale } = context;
  const words =
    forgotten_at !== null && hasWords(request)
      ? [locale.t('text-forgotten')]
      : wordLines(context, request, length);
  const isSecret = !texts && forgotten_at === null && words.length > 0;
  const lines = isSecret ? [locale.t('text-withheld')] : words;
  if (request.channel === 'call') {
    const { voice, ...call } = request;
    const asked = (['ring', 'retry', 'tries'] as const)
      .filter((option) => call[option] !== undefined)
      .map((option) => locale.t(`call-${option}`, { n: call[option] ?? 0 }));
    lines.push([locale.t('voice', { voice, sex: voice.slice(0, 1) }), ...asked].join(' · '));
  }
  if (request.channel === 'bot') lines.push(locale.t('through-bot', { bot: request.bot }));
  if (texts && 'comment' in request && request.comment)
    lines.push(locale.t('comment', { comment: shorten(request.comment, 200) }));
  return lines;
}

/** Where a message stands. */
export interface Standing {
  readonly line: Words;
  /** What to do about it, where that is not in the line. */
  readonly advice?: string | null;
}

/** Why a message did not arrive, and what to do about it. */
function failure({ locale, settings }: ViewContext, message: Message): Standing {
  if (message.state === 'refused') {
    const status = wordsOfStatus(locale, message.command_status ?? 0);
    return {
      line: locale.t('refused', {
        meaning: lowerFirst(status.meaning),
        name: status.name,
        advice: status.advice,
      }),
    };
  }
  if (message.state === 'unknown') return { line: locale.t('no-status') };
  const error = namedError(locale, message.error, settings.wire);
  const state = locale.t(`ended-${message.state}`);
  const price = message.cost ? ` · ${moneyIn(locale, settings, message.cost)}` : '';
  if (error?.advice) return { line: `❌ ${state}: ${error.words}${price}`, advice: error.advice };
  return {
    line: `❌ ${state}${error ? ` (${error.words})` : ''}${price}`,
    advice: unexplainedLine({ locale, settings }, [message]),
  };
}

type Rejectable = Pick<Message, 'state' | 'error'>;

/** Whether the provider rejected it without a word of why. */
export const isUnexplained = ({ state, error }: Rejectable): boolean => state === 'rejected' && !error;

/** What to do about rejections of which the provider gave no reason: SMPP has no word for one, such as that the money has run out. */
export function unexplainedLine(
  { locale, settings }: Pick<ViewContext, 'locale' | 'settings'>,
  ends: readonly Rejectable[],
): string | null {
  if (!ends.some(isUnexplained)) return null;
  if (!settings.wire.hasDialect) return locale.t('rejected-unexplained');
  return locale.t(settings.asksProvider ? 'rejected-perhaps-money' : 'rejected-nobody-asked');
}

/** Since when a message that arrived is read, and its link followed, as far as the provider says so. */
async function readingWords({ db, locale, now }: ViewContext, { id }: Message): Promise<string[]> {
  const reading = await readingOf(db, id);
  if (!reading) return [];
  const { read_at, clicked_at } = reading;
  return [
    ...(read_at === clicked_at ? [] : [locale.t('read-at', { time: locale.time(read_at, now) })]),
    ...(clicked_at === null ? [] : [locale.t('clicked-at', { time: locale.time(clicked_at, now) })]),
  ];
}

/** Where the message stands. */
export async function standingOf(context: ViewContext, message: Message): Promise<Standing> {
  return isFailed(message.state) ? failure(context, message) : { line: await statusLine(context, message) };
}

async function statusLine(context: ViewContext, message: Message): Promise<Words> {
  const { locale, now, settings } = context;
  switch (message.state) {
    case 'waiting':
      return waitingLine(context, message, message.waiting_for);
    case 'queued':
    case 'submitting':
      if (message.waiting_for === 'guard') return guardLine(context, message);
      if (message.isLeftAlone) return quietLine(context, message, message.ready_at ?? now);
      return message.command_status === null
        ? locale.t('queued')
        : locale.t('queued-again', {
            meaning: lowerFirst(wordsOfStatus(locale, message.command_status).meaning),
          });
    case 'delivered': {
      const ended = message.ended_at ?? now;
      const pieces = [
        locale.t('delivered', {
          time: locale.time(ended, now),
          duration: locale.duration(ended - (message.accepted_at ?? message.created_at)),
        }),
      ];
      pieces.push(...(await readingWords(context, message)));
      if (message.cost !== null) pieces.push(moneyIn(locale, settings, message.cost));
      return pieces.join(' · ');
    }
    case 'in_doubt':
      return doubtLine(context, message);
    default:
      return locale.t(message.state);
  }
}
