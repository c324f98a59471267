import type { ApproveSettings } from '../../../desk/approval.ts';
import { tightened } from '../../../desk/approval.ts';
import { roomOf } from '../../../store/chats/rooms.ts';
import type { Tx } from '../../../store/engine/database.ts';
import { versioned } from '../../../store/engine/versions.ts';
import { type ChatSettings, settingsOf } from '../../context.ts';
import { everybodyWith } from '../../sending/approving.ts';
import { type CardKind, rewriteBody, writeCard } from '../kind.ts';
import { type HandoutBody, handoutCard } from './body.ts';
import { awaitExpiry } from './expiry.ts';
import { handoutOf } from './whole.ts';

/** A file of no more numbers is its asker's alone to have. */
const ALONE = 50;
/** A second person may take so long (ms). */
const ASKED_MS = 24 * 3600 * 1000;

export interface HandoutSettings extends ChatSettings {
  readonly approve: ApproveSettings;
  readonly ownerIds: readonly number[];
}

/** A file, by the kind of the card that shows it and what that keeps. */
interface NumbersFile<Body extends object> extends Pick<HandoutBody, 'what' | 'numbers' | 'from'> {
  readonly kind: CardKind<Body>;
  readonly body: Body;
  /** Whose it is to be, and in which language. */
  readonly personId: number;
  readonly language: string;
}

/**
 * Hands a file of numbers to whoever asked for it, in private. One of many waits for a second person where, in the chat
 * in which it was asked for, so do messages to many.
 */
export async function handOut<Body extends object>(
  tx: Tx,
  settings: HandoutSettings,
  { kind, body, personId, language, what, numbers, from }: NumbersFile<Body>,
  now: number,
): Promise<void> {
  const place = { chatId: personId, threadId: null, replyTo: null, personId, language, now };
  const { approveAbove } = await roomOf(tx.db, from.chatId);
  if (numbers <= ALONE || tightened(settings.approve, approveAbove).above === null) {
    await writeCard(tx, kind, { ...place, body });
    return;
  }
  const asked: HandoutBody = {
    ...{ what, numbers, from },
    askedBy: personId,
    expiresAt: now + ASKED_MS,
    file: { kind: kind.name, body: versioned(kind, body) },
    of: null,
    told: [],
    state: { is: 'asked' },
  };
  const cardId = await writeCard(tx, handoutCard, { ...place, body: asked });
  await awaitExpiry(tx, cardId, asked.expiresAt);
  const told: string[] = [];
  for (const chatId of await everybodyWith(tx.db, settings, 'operator')) {
    if (chatId === personId) continue;
    const theirs = await settingsOf(tx.db, chatId, settings);
    const there = { ...place, chatId, language: theirs.language };
    told.push(await writeCard(tx, handoutCard, { ...there, body: { ...asked, of: cardId } }));
  }
  const handout = await handoutOf(tx.db, cardId);
  if (handout) await rewriteBody(tx, handoutCard, handout.card, { ...asked, told }, now);
}
