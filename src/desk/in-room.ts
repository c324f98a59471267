import { quietFor } from '../messages/consent.ts';
import type { Quiet } from '../messages/quiet.ts';
import type { MessageContent, MessageRequest } from '../messages/request.ts';
import { plainerOf, termsOf } from '../messages/terms.ts';
import { toWire, type WireOptions } from '../messages/wire.ts';
import { roomOf } from '../store/chats/rooms.ts';
import type { Tx } from '../store/engine/database.ts';
import { type ApproveSettings, tightened } from './approval.ts';
import type { Room } from './room.ts';

/** How something goes from the chat in which it was asked for. */
export interface InRoom<Settings> {
  readonly settings: Settings;
  /** What is set there; nothing where there is no chat. */
  readonly room: Room;
  readonly content: MessageContent;
  /** The characters that were typed and are plain now; empty: it goes as it was typed. */
  readonly madePlain: readonly string[];
  /** When its recipients are left alone; null: it goes at any time. */
  readonly quiet: Quiet | null;
}

/**
 * Of a chat that has a sender of its own, messages that name none go from that; in one that wants plain characters
 * always, a text for all alike has them where they save a part. A table's preview has counted its parts by then.
 * @param request what one of the recipients is to get; null: each gets a text of their own
 * @throws RequestRefused
 */
export async function inRoom<
  Settings extends {
    readonly wire: WireOptions;
    readonly approve: ApproveSettings;
    readonly timeZone: string;
  },
>(
  tx: Tx,
  configured: Settings,
  {
    place,
    content,
    tableDigest,
  }: {
    readonly place: { readonly chatId: number; readonly room?: Room } | null;
    readonly content: MessageContent;
    readonly tableDigest?: string | undefined;
  },
  request: MessageRequest | null,
): Promise<InRoom<Settings>> {
  const room = place ? (place.room ?? (await roomOf(tx.db, place.chatId))) : {};
  const wire = room.sender === undefined ? configured.wire : { ...configured.wire, sender: room.sender };
  const settings = { ...configured, wire, approve: tightened(configured.approve, room.approveAbove) };
  const plainer =
    room.plain === 'always' && request && tableDigest === undefined
      ? plainerOf(request, termsOf(content, toWire(request, wire, 0)), wire)
      : null;
  const zone = room.zone ?? configured.timeZone;
  return {
    settings,
    room,
    content: plainer?.content ?? content,
    madePlain: plainer?.characters ?? [],
    quiet: quietFor(content, room.quiet, zone),
  };
}
