import { textOf } from './files.ts';
import type { Button } from './inline-buttons.ts';
import type { Post } from './rooms.ts';
import { toHtml } from './to-html.ts';
import type { ChatButton, ChatMessage } from './types.ts';

/** A message as a person's client shows it. */
export function chatMessage(post: Post): ChatMessage {
  const { media, prompt } = post;
  const shown = media && textOf(media.file);
  return {
    id: post.id,
    from: post.author.id,
    text: post.content.text,
    entities: post.content.entities,
    html: toHtml(post.content),
    buttons: (post.keyboard ?? []).map((row) => row.map(chatButton)),
    file: media && {
      kind: media.kind,
      name: media.file.name,
      size: media.file.bytes.length,
      ...(typeof shown === 'string' && { text: shown }),
    },
    ...(post.silent && { silent: true }),
    ...(post.onlyFor !== null && { onlyFor: post.onlyFor }),
    contact: post.contact,
    replyTo: post.replyTo,
    thread: post.thread,
    forceReply: prompt?.kind === 'force-reply',
    placeholder: prompt?.placeholder ?? null,
    reaction: post.reaction,
    pinned: post.pinned,
    sentAt: post.sentAt,
    editedAt: post.editedAt,
    edits: post.edits,
  };
}

function chatButton({ text, callback_data: data, url, copy_text: copied, style }: Button): ChatButton {
  return {
    text,
    data: data ?? null,
    url: url ?? null,
    ...(copied && { copy: copied.text }),
    ...(style && { style }),
  };
}
