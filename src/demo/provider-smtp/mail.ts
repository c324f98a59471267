/** A mail as far as the inlet reads one: plain text in some charset (RFC 5322, RFC 2045). */

/** What the provider takes a text for whose charset is not said. */
const DEFAULT_CHARSET = 'koi8-r';

/** A mail of which nothing can be read; the message says why. */
export class UnreadMail extends Error {
  override name = 'UnreadMail';
}

/**
 * The text of a mail, with line feeds alone.
 * @throws UnreadMail
 */
export function textOf(mail: Buffer): string {
  const whole = mail.toString('latin1');
  const end = whole.indexOf('\r\n\r\n');
  if (end < 0) throw new UnreadMail('it has no body');
  const headers = headersOf(whole.slice(0, end));
  const { type, charset } = contentTypeOf(headers.get('content-type') ?? 'text/plain');
  if (type !== 'text/plain') throw new UnreadMail(`it is ${type}, not text/plain`);
  const octets = decoded(whole.slice(end + 4), headers.get('content-transfer-encoding') ?? '7bit');
  try {
    return new TextDecoder(charset, { fatal: true }).decode(octets).replaceAll('\r\n', '\n');
  } catch {
    throw new UnreadMail(`its text is not in ${charset}`);
  }
}

/** By their names in lower case; a line that begins with a space goes on with the one before. */
function headersOf(head: string): Map<string, string> {
  const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line): [string, string] => {
      const [, name = '', value = ''] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
      if (name === '') throw new UnreadMail('one of its headers is none');
      return [name.toLowerCase(), value.trim()];
    }),
  );
}

function contentTypeOf(header: string): { type: string; charset: string } {
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters
    .map((parameter) => /^charset\s*=\s*"?([\w.:-]+)"?$/.exec(parameter)?.[1])
    .find((value) => value !== undefined);
  return { type, charset: charset ?? DEFAULT_CHARSET };
}

function decoded(body: string, encoding: string): Buffer {
  switch (encoding.toLowerCase()) {
    case '7bit':
    case '8bit':
    case 'binary':
      // The line break before the final dot ends the last line.
      return Buffer.from(body.replace(/\r\n$/, ''), 'latin1');
    case 'base64':
      if (!/^[A-Za-z0-9+/=\s]*$/.test(body)) throw new UnreadMail('its body is not base64');
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return Buffer.from(
        body
          .replace(/\r\n$/, '')
          .replace(/[ \t]+(?=\r\n|$)/g, '')
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      );
    default:
      throw new UnreadMail(`its encoding is ${encoding}`);
  }
}
