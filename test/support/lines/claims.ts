import type { Said } from './bot-path.ts';
import type { Arrived } from './phones.ts';

const SIGNS: Readonly<Record<string, string>> = {
  sms: '📤 SMS',
  email: '📧 E-mail',
  call: '📞 Call',
  viber: '💜 Viber',
  soc: '🌐 Social networks',
  tgm: '🔐 Telegram code',
  bot: '🤖 Telegram bot',
  hlr: '🔎 HLR',
  ping: '📡 Ping',
};
const ALPHABETS: Readonly<Record<string, string>> = { gsm: 'GSM-7', latin1: 'Latin-1', ucs2: 'UCS-2' };
/** A long text is shown at least so far (UTF-16 units). */
const SHOWN = 100;
/** Recipients that are named, of many. */
const NAMED = 5;

/** Where a card says something else than what arrives. */
export function claims({ card, arrived }: Said): string[] {
  const [first] = arrived;
  if (!card || !first) return [];
  const [head = ''] = card.text.split('\n', 1);
  const wrong = [...to(head, arrived)];
  const phone = first.phone;
  if (!phone) return first.channel === 'hlr' || first.channel === 'ping' ? wrong : ['nothing arrived'];
  const differs = arrived.find(
    (one) => !one.phone || one.phone.text !== phone.text || one.phone.parts !== phone.parts,
  );
  if (differs) wrong.push(`${differs.to} got something else than ${first.to}`);
  if (first.channel === 'sms') {
    const parts = `${phone.parts} ${phone.parts === 1 ? 'part' : 'parts'}, ${ALPHABETS[first.alphabet]}`;
    if (!head.includes(` · ${parts} · `)) wrong.push(`arrives as ${parts}, the card says ${head}`);
  }
  if (!head.endsWith(` · from ${first.from}`))
    wrong.push(`arrives from ${first.from}, the card says ${head}`);
  if ((phone.flash === true) !== head.includes(' · flash · '))
    wrong.push(`flash ${phone.flash}, the card says ${head}`);
  // The provider knows line feeds alone.
  const shown = card.text.slice(head.length + 1).replace(/\r\n?/g, '\n');
  const behind = phone.subject === undefined ? shown : shown.replace(`Subject: ${phone.subject}\n`, '');
  if (phone.subject !== undefined && behind === shown) wrong.push(`the subject is ${phone.subject}`);
  if (!quotes(behind, phone.text))
    wrong.push(`arrives as ${JSON.stringify(phone.text)}, the card says ${JSON.stringify(behind)}`);
  return wrong;
}

function to(head: string, arrived: readonly Arrived[]): string[] {
  const [first] = arrived;
  const sign = SIGNS[first?.channel ?? ''] ?? '?';
  const rest = head.slice(sign.length).replace(/^ → | /, '');
  const [who = ''] = rest.split(/ · | (?=[⏳✋✅❌])/u, 1);
  const all = arrived.map((one) => one.to);
  const names = all.slice(0, NAMED);
  const named = (words: string) =>
    words.split(', ').map((word) => (word.includes('@') ? word : word.replace(/\D/g, '')));
  const counted = /^(\d+) (?:recipients?|numbers?): (.*?)(?: and (\d+) more)?$/.exec(who);
  const says = counted
    ? Number(counted[1]) === all.length &&
      named(counted[2] ?? '').join() === names.join() &&
      Number(counted[3] ?? 0) === all.length - names.length
    : all.length === 1 && named(who).join() === all.join();
  return head.startsWith(sign) && says ? [] : [`goes to ${all}, the card says ${head}`];
}

/** Whether the card quotes that text: whole, or a beginning that says it goes on. */
function quotes(shown: string, text: string): boolean {
  if (shown.startsWith(`“${text}”`)) return true;
  const cut = /^“(.*?)…”(?=\n|$)/s.exec(shown)?.[1];
  return cut !== undefined && cut.length >= SHOWN && text.startsWith(cut);
}
