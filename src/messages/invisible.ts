/**
 * What is not seen and stands for nothing: direction marks, joiners, soft hyphens, variation selectors, tags (Unicode's
 * default ignorable code points). Clipboards and keyboards put them anywhere; the part of a class in a pattern.
 */
export const INVISIBLE = '\\p{Default_Ignorable_Code_Point}';

const ALL = new RegExp(`[${INVISIBLE}]`, 'gu');

/** What is seen of a text. */
export const visible = (text: string): string => text.replace(ALL, '');
