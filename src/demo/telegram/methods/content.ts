import { findEntities } from '../found-entities.ts';
import { nest } from '../nested-entities.ts';
import type { NewerField } from '../newer-fields.ts';
import type { Params } from '../params.ts';
import { parseHtml } from '../parse-html.ts';
import { parseMarkdownV2 } from '../parse-markdown.ts';
import { badRequest } from '../refusal.ts';
import { checkEntities, type RichText, settle } from '../rich-text.ts';

/** Which fields hold a text, and how long it may be after its entities are read, in UTF-16 units. */
export interface ContentFields {
  readonly text: 'text' | 'caption';
  readonly entities: 'entities' | 'caption_entities';
  readonly max: number;
  readonly tooLong: string;
}
export const TEXT: ContentFields = {
  text: 'text',
  entities: 'entities',
  max: 4096,
  tooLong: 'message is too long',
};
export const CAPTION: ContentFields = {
  text: 'caption',
  entities: 'caption_entities',
  max: 1024,
  tooLong: 'message caption is too long',
};

/**
 * Reads the markup of a call's text. Throws 400 at once for broken markup; the function returned goes on once the
 * chat is known, as Telegram looks at the chat before it checks entities and lengths.
 */
export function readContent(params: Params, fields: ContentFields): () => RichText {
  const text = params.text(fields.text) ?? '';
  const parsed = parse(text, params.text('parse_mode') ?? '', params.unknownFields);
  return () => {
    const entities =
      parsed?.entities ?? checkEntities(text, params.json(fields.entities), params.unknownFields);
    const settled = settle({ text: parsed?.text ?? text, entities: nest(entities) });
    if (settled.text.length > fields.max) throw badRequest(fields.tooLong);
    return settle({ text: settled.text, entities: findEntities(settled.text, settled.entities) });
  };
}

function parse(text: string, mode: string, unknown: ReadonlySet<NewerField>): RichText | null {
  switch (mode.toLowerCase()) {
    case '':
    case 'none':
      return null;
    case 'html':
      return parseHtml(text, unknown);
    case 'markdownv2':
      return parseMarkdownV2(text, unknown);
    default:
      throw badRequest('unsupported parse_mode');
  }
}
