import { Readable } from 'node:stream';
import MimeNode from 'nodemailer/lib/mime-node';
import { type MailServer, Session, type SessionOptions, Stopped } from './session.ts';

export interface Mail {
  readonly from: string;
  readonly to: string;
  /** Its Message-ID begins so. */
  readonly id: string;
  readonly text: string;
}

/** Why a server cannot be used, for /health and the log. */
export type Unreached = 'connection' | 'timeout' | 'name' | 'certificate' | 'tls' | 'login' | 'busy';

/**
 * What became of a mail: taken, or refused with a reply (RFC 5321, 4.2.1: 4yz for now, 5yz for good); the server was not
 * reached or not ready, and has nothing of it; or it may have all of it, and nobody knows what it made of that.
 */
export type Delivery =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'unreached'; readonly why: Unreached }
  | { readonly kind: 'unknown'; readonly why: 'timeout' | 'closed' };

export interface Delivering extends SessionOptions {
  /** Asked when the server is ready for the mail, which may be a while after the beginning: false stops it there. */
  readonly mayHandOver: () => boolean;
}

/** Nothing that a library says of a failure is passed on: it quotes the server, which may quote the mail. */
export async function deliver(
  mail: Mail,
  server: MailServer,
  { mayHandOver, ...options }: Delivering,
): Promise<Delivery> {
  const octets = await composed(mail);
  /** The server has said that it takes the mail (354), and so may have the whole of it. */
  let isHandedOver = false;
  const content = new Readable({
    read() {
      if (mayHandOver()) {
        isHandedOver = true;
        this.push(octets);
        this.push(null);
      } else this.destroy(new Stopped());
    },
  });
  const session = new Session(server, options);
  try {
    await session.open();
    await session.send(mail.from, mail.to, octets.length, content);
    session.close(true);
    return { kind: 'taken' };
  } catch (error) {
    session.close(false);
    return isHandedOver ? endOf(error as Failure) : beginningOf(error as Failure);
  }
}

/** Whether a server would take mails by now; null: it would. */
export async function reach(server: MailServer, options: SessionOptions): Promise<Unreached | null> {
  const session = new Session(server, options);
  try {
    await session.open();
    session.close(true);
    return null;
  } catch (error) {
    session.close(false);
    return whyOf(error as Failure);
  }
}

/** In base64, which neither breaks lines nor trims their ends, whatever is in them. */
const composed = ({ from, to, id, text }: Mail): Promise<Buffer> =>
  new MimeNode('text/plain; charset=utf-8')
    .setHeader({
      From: from,
      To: to,
      'Message-ID': `<${id}@${from.split('@').at(-1)}>`,
      'Content-Transfer-Encoding': 'base64',
    })
    .setContent(text)
    .build();

/** What nodemailer says of a failure. */
interface Failure {
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

const TOO_LARGE = 552;
/** The server is about to hang up, whoever asks for what. */
const CLOSING = 421;
/** What is answered to these is said of the mail, and not of the connection. */
const ENVELOPE = ['MAIL FROM', 'RCPT TO', 'DATA'];
const TIMEOUT = 'ETIMEDOUT';

/** A mail of which nothing was handed over. */
function beginningOf(failure: Failure): Delivery {
  const { code, command = '', responseCode: reply } = failure;
  // It tells before that it takes none so large (RFC 1870).
  if (code === 'EMESSAGE' && reply === undefined) return { kind: 'refused', code: TOO_LARGE };
  const isOfMail = reply !== undefined && reply >= 400 && reply !== CLOSING && ENVELOPE.includes(command);
  return isOfMail ? { kind: 'refused', code: reply } : { kind: 'unreached', why: whyOf(failure) };
}

/** A mail that was handed over: an answer to it is all that can be relied on. */
function endOf({ code, responseCode: reply }: Failure): Delivery {
  if (code === 'EMESSAGE' && reply !== undefined && reply >= 400) return { kind: 'refused', code: reply };
  return { kind: 'unknown', why: code === TIMEOUT ? 'timeout' : 'closed' };
}

/** Of certificates, by the beginnings of Node's codes. */
const CERTIFICATE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|ERR_TLS_CERT)/;

/** What answers speaks without TLS there, as it does at the port that goes on by STARTTLS. */
const NOT_TLS = 'ERR_SSL_WRONG_VERSION_NUMBER';

const WHY: Readonly<Record<string, Unreached>> = {
  ETLS: 'tls',
  EAUTH: 'login',
  ENOAUTH: 'login',
  EDNS: 'name',
  [TIMEOUT]: 'timeout',
};

function whyOf({ code = '', originalCode = '', responseCode: reply }: Failure): Unreached {
  if (CERTIFICATE.test(originalCode) || CERTIFICATE.test(code)) return 'certificate';
  if (originalCode === NOT_TLS) return 'tls';
  return WHY[code] ?? (reply === undefined ? 'connection' : 'busy');
}
