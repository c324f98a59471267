import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Message, User } from 'grammy/types';
import type { Download } from '../../src/chat/telegram/download.ts';
import type { ChatForTest, Saying, Shown } from './chat.ts';

const files = new Map<string, Buffer>();

/** What somebody sent, as Telegram hands it out. */
export const download: Download = async (fileId, path) => {
  const bytes = files.get(fileId);
  if (!bytes) return { refused: 'gone' };
  await writeFile(path, bytes);
  return { digest: createHash('sha256').update(bytes).digest('hex') };
};

/** A file as it stands in a message. */
export function fileOf(
  name: string,
  content: string | Uint8Array,
): Pick<Message.DocumentMessage, 'document'> {
  const bytes = Buffer.from(content);
  const file_id = `file ${files.size}`;
  files.set(file_id, bytes);
  return { document: { file_id, file_unique_id: file_id, file_name: name, file_size: bytes.length } };
}

/** Somebody sends a file with that as its caption. */
export const sendFile = (
  chat: ChatForTest,
  person: User,
  caption: string,
  file: object,
  saying: Saying = {},
): Promise<Shown[]> =>
  chat.say(person, '', { ...saying, message: { text: undefined, caption, ...file } as never });

/** A text of Russian and ASCII letters as windows-1251 has it. */
export const cp1251 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((char) => {
      const code = char.codePointAt(0) ?? 0;
      return code < 0x80 ? code : code - 0x410 + 0xc0;
    }),
  );
