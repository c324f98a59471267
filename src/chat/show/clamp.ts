import type { MessageEntity } from 'grammy/types';

/** A text with its entities, as the Bot API takes it. Offsets and lengths are in UTF-16 units. */
export interface RichText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** What is read on after a cut, as styles are. Any other entity stands for its whole text: a number, a link's words. */
const CAN_BE_SHORTENED: ReadonlySet<MessageEntity['type']> = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'pre',
]);

/** No emoji is longer; a letter under a heap of combining marks may be (UTF-16 units). */
const CLUSTER_MAX = 64;

const graphemes = new Intl.Segmenter();

const endOf = ({ offset, length }: MessageEntity): number => offset + length;

/** The last place up to `at` where a text may be cut without tearing what is read as one sign. */
function signBorder(text: string, at: number): number {
  const start = Math.max(0, at - CLUSTER_MAX);
  const near = text.slice(start, at + CLUSTER_MAX);
  const sign = graphemes.segment(near).containing(at - start);
  // One that began before the window has no border near by.
  if (sign && (start === 0 || sign.index > 0)) return start + sign.index;
  return /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;
}

/**
 * Cuts a text to at most `limit` UTF-16 units, the last of which is "…" then. The cut falls between two signs, and
 * before an entity that is worth something only as a whole; where that would cost more than half of the text, the
 * entity goes instead and its words are cut.
 */
export function clamp({ text, entities }: RichText, limit: number): RichText {
  if (text.length <= limit) return { text, entities };
  let cut = signBorder(text, limit - 1);
  for (;;) {
    const torn = entities.find(
      (entity) =>
        !CAN_BE_SHORTENED.has(entity.type) &&
        entity.offset >= limit / 2 &&
        entity.offset < cut &&
        cut < endOf(entity),
    );
    if (!torn) break;
    cut = signBorder(text, torn.offset);
  }
  const kept = entities.filter(
    (entity) => entity.offset < cut && (CAN_BE_SHORTENED.has(entity.type) || endOf(entity) <= cut),
  );
  return {
    text: `${text.slice(0, cut)}…`,
    entities: kept.map((entity) => ({ ...entity, length: Math.min(endOf(entity), cut) - entity.offset })),
  };
}
