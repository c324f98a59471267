/** `500`, `1 000`, and with a word of what is counted behind: `5 people`. */
const WHOLE = /^(\d{1,9}|\d{1,3}(?:\s\d{3}){1,2})(?:\s+\p{L}+)?$/u;

/** A whole number as people write it; null: it is none, or more than `most`. */
export function readWhole(typed: string, most: number): number | null {
  const [, digits] = WHOLE.exec(typed.trim()) ?? [];
  const value = Number(digits?.replace(/\s/g, '') ?? Number.NaN);
  return value <= most ? value : null;
}
