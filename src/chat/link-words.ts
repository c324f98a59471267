import type { Locale } from './locale.ts';

/** What the network says that a connection failed by, as Node names it. */
const NETWORK = /\b(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)\b/;

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
  const [, code] = NETWORK.exec(why) ?? [];
  return code ? t('link-network', { code, why }) : why;
}
