import type { Entity } from './rich-text.ts';

const STYLES = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler']);
const QUOTES = new Set(['blockquote', 'expandable_blockquote']);
/** No style reaches into these. */
const UNSTYLED = new Set(['code', 'pre', 'date_time']);

/**
 * The entities as far as Telegram lets them lie in each other (Bot API: Formatting options; TDLib, fix_entities): of two
 * quotes that overlap the first stays, so of two others that are no styles; what crosses the border of a quote goes;
 * styles are cut out of code and of dates.
 */
export function nest(entities: readonly Entity[]): Entity[] {
  const sorted = entities.toSorted(inOrder);
  const quotes = withoutOverlaps(sorted.filter(({ type }) => QUOTES.has(type)));
  const solid = withoutOverlaps(sorted.filter(({ type }) => !QUOTES.has(type) && !STYLES.has(type))).filter(
    (entity) => quotes.every((quote) => !overlap(quote, entity) || contains(quote, entity)),
  );
  const unstyled = solid.filter(({ type }) => UNSTYLED.has(type));
  const styles = sorted.filter(({ type }) => STYLES.has(type)).flatMap((style) => cutOut(style, unstyled));
  return [...quotes, ...styles, ...solid].sort(inOrder);
}

function withoutOverlaps(sorted: readonly Entity[]): Entity[] {
  let end = 0;
  return sorted.filter((entity) => {
    if (entity.offset < end) return false;
    end = endOf(entity);
    return true;
  });
}

/** What is left of `entity` between the holes, which are sorted and apart from each other. */
function cutOut(entity: Entity, holes: readonly Entity[]): Entity[] {
  const pieces: Entity[] = [];
  let start = entity.offset;
  for (const hole of holes.filter((one) => overlap(one, entity))) {
    if (hole.offset > start) pieces.push({ ...entity, offset: start, length: hole.offset - start });
    start = endOf(hole);
  }
  if (start < endOf(entity)) pieces.push({ ...entity, offset: start, length: endOf(entity) - start });
  return pieces;
}

/** Outer entities before those inside them. */
function inOrder(a: Entity, b: Entity): number {
  return a.offset - b.offset || b.length - a.length;
}

function overlap(a: Entity, b: Entity): boolean {
  return a.offset < endOf(b) && b.offset < endOf(a);
}

function contains(outer: Entity, inner: Entity): boolean {
  return outer.offset <= inner.offset && endOf(inner) <= endOf(outer);
}

function endOf({ offset, length }: Entity): number {
  return offset + length;
}
