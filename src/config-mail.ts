import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { ESCAPED, oneOf } from './config-values.ts';
import { mailInletOf } from './messages/provider.ts';
import { parseEmail } from './messages/recipient.ts';

/*
 * The provider's mail server. What is sent there has a key or a password of the account in it.
 */

const address = (fix: string) => z.string().refine((text) => parseEmail(text) === text, fix);

export const mailVariables = {
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: `a mail server such as smtps://USER:PASSWORD@mail.example.com, or smtp://mail.example.com:25 (${ESCAPED})`,
    })
    .refine((url) => !/%(?![\da-f]{2})/i.test(url), 'write % of a password as %25')
    .optional(),
  SMTP_FROM: address('the address that mails come from, such as bot@example.com').optional(),
  SMTP_TO: address('the address at which the provider takes messages, such as send@send.smsc.ru').optional(),
  SMTP_TLS: oneOf(['offered', 'required'], 'offered or required').optional(),
  SMTP_TLS_CA: z.string().optional(),
};

type MailEnvironment = z.output<z.ZodObject<typeof mailVariables>>;
const NAMES = Object.keys(mailVariables) as (keyof MailEnvironment)[];

type Credentials = { readonly apikey: string } | { readonly login: string; readonly psw: string };

export interface MailSettings {
  readonly server: {
    readonly host: string;
    readonly port: number;
    readonly tls: 'implicit' | 'required' | 'offered';
    readonly ca?: string;
    readonly auth: { readonly user: string; readonly pass: string } | null;
  };
  readonly from: string;
  readonly to: string;
  readonly credentials: Credentials;
}

interface MailContext {
  /** Messages go by mail. */
  readonly isWay: boolean;
  /** Of the provider, by which its mail server is known. */
  readonly hosts: readonly string[];
  /** By which the provider knows the account; null: none are set. */
  readonly credentials: Credentials | null;
}

/** Of SMTP, of mails from people's programs (RFC 6409), and of those by TLS (RFC 8314). */
const PORTS = { relay: 25, submission: 587, implicit: 465 };

/** @throws ConfigError */
export function readMail(
  env: MailEnvironment,
  { isWay, hosts, credentials }: MailContext,
): MailSettings | null {
  if (!isWay) {
    const idle = NAMES.find((name) => env[name] !== undefined);
    if (idle) throw new ConfigError(`${idle}: says nothing without smtp in WAYS`);
    return null;
  }
  const [inlet] = hosts.flatMap((host) => mailInletOf(host) ?? []);
  const {
    SMTP_FROM: from,
    SMTP_TO: to = inlet?.address,
    SMTP_URL: url = inlet && `smtp://${inlet.host}`,
  } = env;
  if (!from) throw new ConfigError('SMTP_FROM: missing: the address that mails to the provider come from');
  if (!to)
    throw new ConfigError(
      'SMTP_TO: missing, and SMPP_HOSTS does not tell it: where the provider takes mails',
    );
  if (!url) throw new ConfigError('SMTP_URL: missing, and SMPP_HOSTS does not tell it: the mail server');
  if (credentials === null) {
    throw new ConfigError('WAYS: smtp takes PROVIDER_API_KEY, or PROVIDER_LOGIN and PROVIDER_PASSWORD');
  }
  if (Object.values(credentials).some((word) => /[:\r\n]/.test(word))) {
    throw new ConfigError(
      'WAYS: smtp takes a login, password or key without a colon, which would end it in a mail: PROVIDER_API_KEY has none',
    );
  }
  return { server: serverAt(new URL(url), env), from, to, credentials };
}

function serverAt(
  { protocol, hostname, port, username, password }: URL,
  { SMTP_TLS, SMTP_TLS_CA }: MailEnvironment,
): MailSettings['server'] {
  const isImplicit = protocol === 'smtps:';
  const auth =
    username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  if (auth !== null && SMTP_TLS === 'offered') {
    throw new ConfigError('SMTP_TLS: offered is not enough where SMTP_URL has a login');
  }
  const usual = auth === null ? 'offered' : 'required';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (isImplicit ? PORTS.implicit : auth === null ? PORTS.relay : PORTS.submission),
    tls: isImplicit ? 'implicit' : (SMTP_TLS ?? usual),
    ...(SMTP_TLS_CA && { ca: readAuthority('SMTP_TLS_CA', SMTP_TLS_CA) }),
    auth,
  };
}

/**
 * Certificates of authorities in PEM.
 * @throws ConfigError naming the setting
 */
export function readAuthority(name: string, path: string): string {
  try {
    const ca = readFileSync(path, 'utf8');
    new X509Certificate(ca);
    return ca;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isRead = code?.startsWith('ERR_') ?? false;
    throw new ConfigError(
      isRead ? `${name}: ${path} is no certificate in PEM` : `${name}: ${path} cannot be read: ${message}`,
    );
  }
}
