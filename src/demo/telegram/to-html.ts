import type { Entity, RichText } from './rich-text.ts';

const ELEMENTS: Readonly<Record<string, string>> = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  spoiler: 'tg-spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};

/** The text with its entities as HTML; entities that cross others are closed and opened again. */
export function toHtml({ text, entities }: RichText): string {
  const edges = new Set([0, text.length]);
  for (const { offset, length } of entities) edges.add(offset).add(offset + length);
  const points = [...edges].sort((a, b) => a - b);
  const open: Entity[] = [];
  let html = '';
  points.forEach((point, index) => {
    const ending = open.findIndex((entity) => entity.offset + entity.length <= point);
    if (ending >= 0) {
      const reopened = open.splice(ending).toReversed();
      for (const entity of reopened) html += tags(entity, text).closing;
      for (const entity of reopened.toReversed()) {
        if (entity.offset + entity.length > point) start(entity);
      }
    }
    for (const entity of entities) if (entity.offset === point) start(entity);
    html += escapeHtml(text.slice(point, points[index + 1] ?? point));
  });
  return html;

  function start(entity: Entity): void {
    open.push(entity);
    html += tags(entity, text).opening;
  }
}

function tags(entity: Entity, text: string): { opening: string; closing: string } {
  const href = linkOf(entity, text.slice(entity.offset, entity.offset + entity.length));
  if (href) return { opening: `<a href="${escapeHtml(href)}">`, closing: '</a>' };
  if (entity.type === 'expandable_blockquote') {
    return { opening: '<blockquote expandable>', closing: '</blockquote>' };
  }
  if (entity.type === 'date_time') {
    const format = escapeHtml(entity.date_time_format ?? '');
    return { opening: `<tg-time unix="${entity.unix_time}" format="${format}">`, closing: '</tg-time>' };
  }
  const element = ELEMENTS[entity.type];
  return element ? { opening: `<${element}>`, closing: `</${element}>` } : { opening: '', closing: '' };
}

function linkOf(entity: Entity, shown: string): string | null {
  if (entity.type === 'text_link') return entity.url ?? null;
  if (entity.type === 'url') return /^[a-z]+:\/\//i.test(shown) ? shown : `http://${shown}`;
  return entity.type === 'email' ? `mailto:${shown}` : null;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
