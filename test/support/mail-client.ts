import { once } from 'node:events';
import { connect } from 'node:net';
import type { World } from '../../src/demo/world.ts';

/** A mail client of few lines, whose code is neither the bot's nor the demo's. */

export const PLAIN = ['Content-Type: text/plain; charset=utf-8'];

/**
 * What a mail server says, in codes from its greeting on, to a mail; it ends with the first code that refuses, or as the
 * server hangs up. `mail` null: there is none, the recipient is all that is asked about.
 */
export async function talk(
  url: string,
  { to, mail }: { to: string; mail: { headers: readonly string[]; body: string } | null },
): Promise<string[]> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const lines = ['EHLO a.example', 'MAIL FROM:<bot@a.example>', `RCPT TO:<${to}>`];
  if (mail !== null) lines.push('DATA', [...mail.headers, '', mail.body, '.'].join('\r\n'));
  const codes: string[] = [];
  let said = '';
  socket.on('data', (octets) => {
    // What is answered to QUIT is no matter.
    if (socket.writableEnded) return;
    said += octets;
    // The last line of an answer has a space behind its code (RFC 5321, 4.2.1).
    for (let found = LAST_LINE.exec(said); found; found = LAST_LINE.exec(said)) {
      const [whole, code = ''] = found;
      codes.push(code);
      said = said.slice(found.index + whole.length);
      const next = Number(code) < 400 ? lines.shift() : undefined;
      if (next === undefined) socket.end('QUIT\r\n');
      else socket.write(`${next}\r\n`);
    }
  });
  // A cut shows in the codes that are missing.
  socket.on('error', () => {});
  if (!socket.closed) await once(socket, 'close');
  return codes;
}

const LAST_LINE = /^(\d{3}) .*\r\n/m;

/** Sends a mail to the provider of a world. */
export async function mailTo(
  { mail }: World,
  body: string,
  headers: readonly string[] = PLAIN,
): Promise<string[]> {
  if (!mail) throw new Error('there is no mail server');
  return talk(mail.url, { to: mail.inlet, mail: { headers, body } });
}
