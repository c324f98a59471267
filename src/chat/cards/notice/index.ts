import type { Room } from '../room.ts';
import { type NoticeBody, noticeCard } from './body.ts';
import { noticeView } from './view.ts';

export const notice: Room<NoticeBody> = {
  kind: noticeCard,
  seenBy: null,
  ownTaps: true,
  view: noticeView,
  wordless: () => null,
};
