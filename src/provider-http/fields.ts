import { withLineFeeds } from '../messages/check.ts';
import type { MessageContent } from '../messages/request.ts';
import { CALL_DEFAULTS } from '../messages/wire.ts';

/** The parameters that say what is sent, in the words of the provider's HTTP API. */
export function fieldsOf(content: MessageContent): Record<string, string> {
  switch (content.channel) {
    case 'hlr':
    case 'ping':
      return { [content.channel]: '1' };
    case 'tgm':
      return { tg: '1', mes: content.code };
  }
  const comment = content.comment === undefined ? '' : `\n~~~\n${withLineFeeds(content.comment)}`;
  const mes = withLineFeeds(content.text) + comment;
  switch (content.channel) {
    case 'sms':
      return { mes, ...(content.flash && { flash: '1' }) };
    case 'email':
      return { mail: '1', mes, subj: content.subject };
    case 'call':
      return { call: '1', mes, voice: content.voice, ...callOptions(content) };
    case 'viber':
    case 'soc':
      return { [content.channel]: '1', mes };
    case 'bot':
      return { bot: content.bot, mes };
  }
}

function callOptions({
  ring,
  retry,
  tries,
}: Extract<MessageContent, { channel: 'call' }>): Record<string, string> {
  if (ring === undefined && retry === undefined && tries === undefined) return {};
  const given = [ring ?? CALL_DEFAULTS.ring, retry ?? CALL_DEFAULTS.retry, tries ?? CALL_DEFAULTS.tries];
  return { param: given.join(',') };
}
