import { type CardKind, writeCard } from './cards/kind.ts';
import { problemCard } from './cards/problem/body.ts';
import type { Ask } from './command.ts';
import { type CommandSpec, usageOf } from './grammar.ts';

/** Answers with a card in the place of the question. Returns the card's id. */
export function answer<Body extends object>(ask: Ask, kind: CardKind<Body>, body: Body): Promise<string> {
  return writeCard(ask.tx, kind, body, {
    chatId: ask.place.chatId,
    threadId: ask.place.threadId,
    replyTo: ask.place.isPrivate ? null : ask.messageId,
    language: ask.language,
    personId: ask.person.id,
    now: ask.now,
  });
}

/** Answers a word that a command does not know, with the lines that it does. */
export async function refuseWord(
  ask: Ask,
  spec: CommandSpec,
  {
    typed,
    values,
    before = '',
  }: {
    readonly typed: string;
    readonly values: readonly string[];
    /** What stands between the command and the word. */
    readonly before?: string;
  },
): Promise<void> {
  await answer(ask, problemCard, {
    command: spec.name,
    problem: { kind: 'not-one-of', typed, values },
    reading: `/${spec.name} ${before}${typed}`.trimEnd(),
    corrections: values.map((value) => `/${spec.name} ${before}${value}`),
    usage: usageOf(spec),
  });
}
