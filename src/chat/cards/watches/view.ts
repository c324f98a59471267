import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { watchesIn } from '../../../store/watch/watches.ts';
import { isMuted, mutedAlone, type Watch } from '../../../store/watch/watches-at-hand.ts';
import { writeWatch } from '../../../watch/line.ts';
import { type Button, shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { copyableText } from '../copyable.ts';
import { turningButtons } from '../pages.ts';
import type { WatchesBody } from './body.ts';
import { editingButtons, editingLines } from './editing.ts';
import { namedBy } from './naming.ts';

/** Watches of a page, with three buttons each: Telegram takes 100. There is one of a kind, but any number of heartbeats. */
const PAGE = 20;
/** What was typed is said back up to here (UTF-16 units). */
const LINE_LENGTH = 200;

/** What came of a word before a watch's own, with the watch or what was typed. */
function saidLine(
  { locale: { t, time }, now }: ViewContext,
  { is, line }: NonNullable<WatchesBody['said']>,
): FormattedString {
  if (is === 'mute-told' && line !== '')
    return fmt`${t('watches-said-muted-until', { time: time(Number(line), now) })}`;
  const words = t(`watches-said-${is}`);
  return line === '' ? fmt`${words}` : fmt`${words} ${FormattedString.code(shorten(line, LINE_LENGTH))}`;
}

/** What is watched here, each with the line that says so, and what can be done about it; or one, and how it is changed. */
export async function watchesView(
  context: ViewContext,
  card: Card,
  { replaced, open, only, page, said }: WatchesBody,
): Promise<View> {
  const { db, locale } = context;
  const place = { chatId: card.chat_id, threadId: card.thread_id ?? 0 };
  const here = await watchesIn(db, place);
  const edited = here.find((watch) => namedBy(watch) === open);
  if (edited) {
    return {
      as: 'text',
      text: FormattedString.join(editingLines(context, edited), '\n'),
      buttons: editingButtons(context, edited),
      atRest: true,
      asks: true,
    };
  }
  const before = said === null ? [] : [saidLine(context, said)];
  const after =
    replaced === null ? [] : [fmt`${locale.t('watches-replaced')} ${FormattedString.code(replaced)}`];
  const changed = here.find((watch) => namedBy(watch) === only);
  const isAlone = changed ? here.length > 1 : only === '' && said !== null && here.length > 0;
  if (isAlone) {
    const head = before.length > 0 ? before : [fmt`${locale.t('watches-told')}`];
    const line = changed ? [watchLine(context, changed, null)] : [];
    return {
      as: 'text',
      text: FormattedString.join([...head, ...line, ...after], '\n'),
      buttons: [
        ...(changed ? [buttonsOf(context, changed, '')] : []),
        [buttonsIn(locale)('all', 'watches-all', { n: here.length })],
      ],
      atRest: true,
    };
  }
  // The last of a page may be gone.
  const shown = Math.min(page, Math.max(0, Math.ceil(here.length / PAGE) - 1));
  const from = shown * PAGE;
  const listed = here.slice(from, from + PAGE);
  const nth = (at: number) => (here.length > 1 ? from + at + 1 : null);
  const turning = turningButtons(locale, shown, from + PAGE < here.length);
  const lines = [
    ...before,
    copyableText(locale, here.length > 0 ? 'watches' : 'watches-none'),
    ...listed.map((watch, at) => watchLine(context, watch, nth(at))),
    ...after,
  ];
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: [
      ...listed.map((watch, at) => buttonsOf(context, watch, nth(at) === null ? '' : `${nth(at)} · `)),
      ...(turning.length > 0 ? [turning] : []),
    ],
    atRest: true,
  };
}

function watchLine({ locale, now }: ViewContext, watch: Watch, n: number | null): FormattedString {
  const { watched, suspendedWhy } = watch;
  const words = locale.t(`watch-${watched.kind}`);
  const alone = mutedAlone(watch, now);
  const last = { n: alone.length, time: locale.time(Math.max(now, ...alone), now) };
  const state = [
    ...(isMuted(watch, now) ? [locale.t('watch-muted', { time: locale.time(watch.mutedUntil, now) })] : []),
    ...(alone.length > 0 ? [locale.t('watch-muted-alone', last)] : []),
    ...(suspendedWhy === null ? [] : [locale.t('watch-paused')]),
  ];
  const marked = `${n === null ? '👁' : `${n} ·`} ${words}`;
  return fmt`${marked}: ${FormattedString.code(writeWatch(watch.watched))}${state.map((one) => ` · ${one}`).join('')}`;
}

function buttonsOf({ locale, now }: ViewContext, watch: Watch, before: string): Button[] {
  const name = namedBy(watch);
  const button = buttonsIn(locale);
  const numbered = (one: Button): Button => ({ ...one, label: before + one.label });
  return [
    button(['edit', name], 'watch-edit'),
    button(['off', name], 'watch-off'),
    isMuted(watch, now) || mutedAlone(watch, now).length > 0
      ? button(['unmute', name])
      : button(['mute', name], 'mute-1h'),
  ].map(numbered);
}
