import type { Room } from '../room.ts';
import { type QuestionBody, questionCard } from './body.ts';
import { questionView } from './view.ts';

export const question: Room<QuestionBody> = {
  kind: questionCard,
  seenBy: 'viewer',
  view: questionView,
  wordless: () => null,
};
