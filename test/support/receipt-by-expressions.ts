/*
 * A receipt's text cut into its fields by regular expressions over all of it: the rules of the one-pass reader, said in
 * another way.
 */

const LOOKUP_FIELDS = ['imsi', 'msc', 'mcc', 'mnc', 'cn', 'net', 'rcn', 'rnet'];
const KEYS: ReadonlyMap<string, string> = new Map([
  ...['id', 'sub', 'dlvrd', 'submit date', 'done date', 'stat', 'err'].map((key) => [key, key] as const),
  ...LOOKUP_FIELDS.map((key) => [key, key] as const),
  ['submitdate', 'submit date'],
  ['donedate', 'done date'],
  ['status', 'stat'],
  ['state', 'stat'],
  ['error', 'err'],
]);

const FIELD = /(?<=^|[\s\0;,])(submit[ _]date|done[ _]date|[a-z_]\w*)[:=]/gi;
const TEXT_MARK = /(?<=^|[\s\0;,])text[:=]/i;

export function fieldsByExpressions(receipt: string): {
  fields: Map<string, string>;
  text: string | null;
  leftover: string[];
} {
  const { head, text } = cutOffText(receipt);
  const fields = new Map<string, string>();
  const keys = [...head.matchAll(FIELD)].flatMap((match) => {
    const word = (match[1] ?? '').toLowerCase().replace('_date', ' date');
    const key = KEYS.get(word);
    return key || /^$|\s/.test(head.charAt(match.index - 1)) ? [{ key, match }] : [];
  });
  const leftover = [head.slice(0, keys[0]?.match.index)];
  for (const [index, { key, match }] of keys.entries()) {
    const value = head.slice(match.index + match[0].length, keys[index + 1]?.match.index).trim();
    if (key === undefined || fields.has(key)) {
      leftover.push(`${match[0]}${value}`);
    } else if (LOOKUP_FIELDS.includes(key)) {
      fields.set(key, value);
    } else {
      const [word = '', ...rest] = value.split(/\s+/);
      fields.set(key, withoutEnd(word));
      leftover.push(...rest);
    }
  }
  return { fields, text, leftover: leftover.map((part) => withoutEnd(part.trim())).filter(Boolean) };
}

function cutOffText(receipt: string): { head: string; text: string | null } {
  const mark = TEXT_MARK.exec(receipt);
  if (!mark) return { head: receipt, text: null };
  const head = receipt.slice(0, mark.index);
  const rest = receipt.slice(mark.index + mark[0].length);
  const last = head.trim() === '' ? ([...rest.matchAll(/\sid[:=]/gi)].at(-1)?.index ?? -1) : -1;
  return last < 0
    ? { head, text: rest.replace(/(?<!\0)\0+$/, '') }
    : { head: rest.slice(last), text: rest.slice(0, last) };
}

const withoutEnd = (value: string): string => value.replace(/(?<![\0;, \t\r\n])[\0;, \t\r\n]+$/, '');
