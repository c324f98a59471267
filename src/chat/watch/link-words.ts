import type { Locale } from '../locale.ts';
import { providerWhy } from '../money/balance.ts';

/** What the network says that a connection failed by, as Node names it. */
const NETWORK = /\b(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)\b/;

/** See src/provider-http/problems.ts and exit.ts: what was not answered, or by which error it was. */
const HTTP_API = /^(connection|timeout|name|certificate|status|answer|error \d+)(?:: .*)?$/s;
/** See src/provider-smtp/exit.ts. */
const MAIL: Readonly<Record<string, string>> = {
  'no connection to the mail server': 'connection',
  'the mail server does not answer': 'timeout',
  'the name of the mail server is not known': 'name',
  'the certificate of the mail server is not valid': 'certificate',
  'the mail server offers no TLS': 'tls',
  'the mail server refuses the login': 'login',
  'the mail server takes nothing for now': 'busy',
};

/** A link's last error in the words of the reader; one that is worded elsewhere stays as it is. */
export function linkWords(locale: Locale, error: string): string {
  const [, host = '', why = error] = /^(\S+:\d+: )(.*)$/s.exec(error) ?? [];
  return host + wordsOf(locale, why);
}

/** See src/smpp/connection.ts, session.ts and bind-refused.ts, which word these for the log. */
function wordsOf(locale: Locale, why: string): string {
  const { t } = locale;
  if (why === 'closed by the SMSC') return t('link-closed');
  if (why === 'the SMSC unbound') return t('link-unbound');
  const [, to, ms] = /^no answer to (enquire_link|the bind) in (\d+) ms$/.exec(why) ?? [];
  if (to) return t('link-no-answer', { to, duration: locale.duration(Number(ms)) });
  const [, ended] = /^no bind \((.*)\): check the port/s.exec(why) ?? [];
  if (ended !== undefined) return t('link-no-bind', { why: wordsOf(locale, ended) });
  const [, status] = /^bind refused: (\w+)/.exec(why) ?? [];
  if (status) {
    const said = t('link-bind-refused', { status });
    return why.includes('SMPP_BIND=split') ? `${said} ${t('link-split')}` : said;
  }
  const [, ofApi] = HTTP_API.exec(why) ?? [];
  if (ofApi !== undefined) return providerWhy(locale, ofApi);
  const ofMail = MAIL[why];
  if (ofMail !== undefined) return t('link-mail', { why: ofMail });
  const [, code] = NETWORK.exec(why) ?? [];
  return code ? t('link-network', { code, why }) : why;
}
