import type { Button } from './inline-buttons.ts';
import type { Scene } from './scene.ts';
import type { ChatButton, ChatMessage } from './types.ts';

/**
 * Puts a message back into a chat as a client showed it; nobody hears of it. Of a file that a client does not show as
 * text there is only the name. Throws ActionRefused.
 */
export function restore({ rooms, files }: Scene, chatId: number, message: ChatMessage): void {
  const room = rooms.forPerson(chatId);
  // What one person alone sees is gone with the server.
  if (message.onlyFor !== undefined) return;
  const { id, from, text, entities, buttons, file, forceReply, placeholder } = message;
  const { sentAt, contact, replyTo, thread, silent = false } = message;
  rooms.post(room, {
    id,
    author: rooms.user(from),
    sentAt,
    content: { text, entities },
    keyboard: buttons.length === 0 ? null : buttons.map((row) => row.map(buttonOf)),
    media: file && {
      kind: file.kind,
      file: files.add(file.kind, file.name, 'application/octet-stream', Buffer.from(file.text ?? '')),
    },
    silent,
    contact,
    replyTo,
    thread,
    prompt: forceReply ? { kind: 'force-reply', placeholder } : null,
  });
  room.started = true;
  room.counter.next = Math.max(room.counter.next, id + 1);
}

function buttonOf({ text, data, url, copy, style }: ChatButton): Button {
  return {
    text,
    ...(style && { style }),
    ...(data !== null && { callback_data: data }),
    ...(url !== null && { url }),
    ...(copy !== undefined && { copy_text: { text: copy } }),
  };
}
