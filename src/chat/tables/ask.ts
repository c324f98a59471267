import type { Card } from '../../store/chats/cards.ts';
import { settleHeard } from '../../store/chats/heard.ts';
import { answer } from '../answer.ts';
import { readBody } from '../cards/kind.ts';
import { type QuestionBody, questionCard } from '../cards/question/body.ts';
import type { Context } from '../context.ts';

/** Asks for what a line that sends by a table lacks: the table, or its text. What was typed is kept. */
export async function askForTable(
  context: Context,
  asked: Pick<QuestionBody, 'command' | 'rest' | 'kept' | 'document'>,
): Promise<null> {
  const isThere = asked.document !== null;
  await answer(context, questionCard, {
    ...asked,
    missing: isThere ? 'text' : 'table',
    to: [],
    unread: '',
    wants: [isThere ? 'table-text' : 'table'],
    test: null,
    filling: null,
  });
  return null;
}

/** What a card asks for a table with; null: it asks for something else. */
export function askedForTable(card: Card): QuestionBody | null {
  const asked = readBody(questionCard, card);
  return asked?.missing === 'table' ? asked : null;
}

/** Words that came in the place of the table are the text, unless there is one. */
export async function keepText(context: Context, asked: QuestionBody, words: string): Promise<void> {
  await answer(
    context,
    questionCard,
    asked.kept === ''
      ? { ...asked, rest: `${asked.rest.trimEnd()} -- ${words}`, kept: words, unread: '' }
      : { ...asked, unread: words },
  );
}

/** Does with the table that came what was asked; words beside it are the text that was lacking. */
export async function answerWithTable(
  context: Context,
  { card, asked, words }: { readonly card: Card; readonly asked: QuestionBody; readonly words: string },
): Promise<boolean> {
  const rest = words === '' ? asked.rest : `${asked.rest.trimEnd()} -- ${words}`;
  const isDone = await context.rerun(context, asked.command, rest);
  // Where something is still lacking, a question of its own asks for it.
  await settleHeard(context.tx, card.id);
  return isDone;
}
