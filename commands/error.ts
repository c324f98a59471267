import { answer } from '../src/chat/answer.ts';
import { type NoticeBody, noticeCard } from '../src/chat/cards/notice/body.ts';
import { wordsOfError, wordsOfStatus } from '../src/chat/code-words.ts';
import type { Command } from '../src/chat/command.ts';
import { type Locale, localeFor } from '../src/chat/locale.ts';
import { wordsAt } from '../src/chat/plain-words.ts';
import { shorten } from '../src/chat/show/view.ts';
import { ERROR_CODES } from '../src/messages/error-codes.ts';
import { HTTP_ERRORS, isHttpError } from '../src/messages/http-error.ts';
import { replyOf, statusOfReply } from '../src/messages/mail-reply.ts';
import type { Provider } from '../src/messages/provider.ts';
import { isNamedStatus, statusByName } from '../src/messages/submit-status.ts';

type Lines = NoticeBody['lines'];

/** Longest piece of an unknown code that is said back. */
const TYPED_LENGTH = 40;
/** Words that are answered at a time; the rest is counted. */
const ANSWERED = 20;

/** A command_status by its name, as "0x58", or a number that is no error code of a receipt; null for anything else. */
function readStatus(typed: string): number | null {
  if (/^0x[0-9a-f]{1,8}$/i.test(typed)) return Number(typed);
  if (/^\d{1,10}$/.test(typed)) return isNamedStatus(Number(typed)) ? Number(typed) : null;
  return statusByName(typed)?.code ?? null;
}

/** What a mail server replies, as "smtp550"; null: it is no such. */
function readReply(typed: string): number | null {
  const [, reply] = /^smtp-?(\d{3})$/i.exec(typed) ?? [];
  const status = statusOfReply(Number(reply));
  return reply === undefined || replyOf(status) === null ? null : status;
}

/** What the provider's HTTP API answers has numbers of its own, of which receipts have some too: those take "http6". */
function byHttp({ t }: Locale, typed: string, { hasDialect }: Provider): Lines {
  const [, code] = /^(?:http-?)?(\d)$/i.exec(typed) ?? [];
  if (code === undefined || !hasDialect || !isHttpError(Number(code))) return [];
  const args = { code, name: t(`http-error-${code}`), advice: t(`http-error-${code}-advice`) };
  return [{ id: 'error-by-http', args }];
}

function explain(typed: string, locale: Locale, provider: Provider): Lines {
  const known = /^\d{1,10}$/.test(typed) ? wordsOfError(locale, Number(typed), provider) : null;
  if (known) return [{ id: 'error-code', args: { ...known, code: String(known.code) } }];
  const http = byHttp(locale, typed, provider);
  if (http.length > 0) return http;
  const status = readReply(typed) ?? readStatus(typed);
  if (status === null)
    return [{ id: wordsAt(provider, 'error-unknown'), args: { code: shorten(typed, TYPED_LENGTH) } }];
  return [{ id: 'error-status', args: { ...wordsOfStatus(locale, status) } }];
}

/** A word of a line that was pasted from a log, without the brackets and marks around it. */
const bare = (word: string): string => word.replace(/^[("'«“[]+|[)"'»”\].:!?]+$/g, '');

const isKnown = (line: Lines[number]): boolean => !line.id.startsWith('error-unknown');

/** Words are told by their first letters, since their ends turn; shorter ones say too little. */
const STEM = 5;
const SHORTEST = 4;

/** The codes that are called so, or of which most of these words are said; or what was typed is none. */
function byName(typed: string, locale: Locale, provider: Provider): Lines {
  const known = ERROR_CODES.flatMap((code) => wordsOfError(locale, code, provider) ?? []);
  const words = typed.toLowerCase();
  const stems = words
    .split(' ')
    .filter((word) => word.length >= SHORTEST)
    .map((word) => word.slice(0, STEM));
  const hits = (line: string) =>
    stems.filter((stem) => line.split(/[^\p{L}]+/u).some((word) => word.startsWith(stem))).length;
  const near = known.map(({ code, name, advice }) => {
    if (name.toLowerCase().includes(words)) return { code, by: Number.POSITIVE_INFINITY };
    const [called, said] = [name, `${name} ${advice}`].map((line) => hits(line.toLowerCase()));
    // A word of the advice alone tells nothing.
    return { code, by: called || (said ?? 0) > 1 ? (said ?? 0) : 0 };
  });
  const most = Math.max(0, ...near.map(({ by }) => by));
  const called = near.filter(({ by }) => by > 0 && by === most).map(({ code }) => code);
  return [...called.map(String), ...(called.length > 0 ? [] : [typed])].flatMap((word) =>
    explain(word, locale, provider),
  );
}

/** Every word of a line, each once; beside codes that are known, words that cannot be any are passed over. */
function explainAll(typed: readonly string[], locale: Locale, provider: Provider): Lines {
  const said = (word: string) => explain(word, locale, provider);
  const hasKnown = typed.some((word) => said(word).some(isKnown));
  // Words that are none of them are no codes each.
  if (!hasKnown && !typed.some((word) => /\d/.test(word))) return byName(typed.join(' '), locale, provider);
  const words = typed.filter((word) => !hasKnown || /\d/.test(word) || said(word).some(isKnown));
  const more = words.length - ANSWERED;
  return [
    ...new Map(
      words
        .slice(0, ANSWERED)
        .flatMap(said)
        .map((line) => [JSON.stringify(line), line]),
    ).values(),
    ...(more > 0 ? [{ id: 'and-more', args: { n: more } }] : []),
  ];
}

const list = (locale: Locale, provider: Provider): Lines => [
  { id: wordsAt(provider, 'error-list') },
  ...ERROR_CODES.flatMap((code) => wordsOfError(locale, code, provider) ?? []).map(({ code, name }) => ({
    id: 'error-row',
    args: { code: String(code), name },
  })),
  ...(provider.hasDialect
    ? [
        { id: 'error-list-http' },
        ...HTTP_ERRORS.map((code) => ({
          id: 'error-row',
          args: { code: `http${code}`, name: locale.t(`http-error-${code}`) },
        })),
      ]
    : []),
];

export const error: Command = {
  spec: { name: 'error', recipients: 'none', recipientKind: 'phone', options: {}, text: 'optional' },
  role: 'viewer',
  examples: ['220', '6 11', 'throttled'],
  at: ({ hasDialect }) => (hasDialect ? error : { ...error, examples: ['throttled', '0x58 0x14'] }),
  async run(context, { text }) {
    const { wire } = context.settings;
    const locale = localeFor(context.language, context.settings.timeZone);
    const words = [
      ...new Set(
        text
          .split(/[\s,;]+/)
          .map(bare)
          .filter(Boolean),
      ),
    ];
    const lines = words.length > 0 ? explainAll(words, locale, wire) : list(locale, wire);
    return { cardId: await answer(context, noticeCard, { lines }) };
  },
};
