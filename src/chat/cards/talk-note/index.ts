import type { Room } from '../room.ts';
import { type TalkNoteBody, talkNoteCard } from './body.ts';
import { talkNoteView } from './view.ts';

export const talkNote: Room<TalkNoteBody> = { kind: talkNoteCard, seenBy: 'operator', view: talkNoteView };
