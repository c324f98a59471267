import { plainView } from './glyphs.ts';

/** A message or a caption as it came; the bot's name without @. */
export interface CommandMessage {
  text: string;
  botUsername: string;
}

const COMMAND = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]+))?(?=$|[\s+])/i;

/**
 * The command's name in lower case and all that follows it, verbatim.
 * null for a message that is no command, or one for another bot (`/sms@other_bot`).
 */
export function splitCommand(message: CommandMessage): { name: string; rest: string } | null {
  const match = COMMAND.exec(plainView(message.text));
  const name = match?.[1];
  if (!match || !name) return null;
  const addressee = match[2];
  if (addressee && addressee.toLowerCase() !== message.botUsername.toLowerCase()) return null;
  return { name: name.toLowerCase(), rest: message.text.slice(match[0].length) };
}
