/** Below 0, where no command_status is, nor an error of the HTTP API. */
const MAIL_STATUS = -1000;

/** What a reply of a mail server that refuses (RFC 5321, 4.2.1: 400 to 599) stands on record as. */
export const statusOfReply = (reply: number): number => MAIL_STATUS - reply;

/** The reply that a status stands for; null: it is none. */
export function replyOf(status: number): number | null {
  const reply = MAIL_STATUS - status;
  return reply >= 400 && reply <= 599 ? reply : null;
}

/** It refuses for now (4yz), not for good (5yz). */
export const isForNow = (reply: number): boolean => reply < 500;
