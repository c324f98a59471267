import type { NewerField } from './newer-fields.ts';
import { badRequest } from './refusal.ts';

/** A file as it came in a multipart body. */
export interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

/**
 * The parameters of one call. Query strings and forms carry everything as text, JSON carries values: both read
 * the same here (Bot API: Making requests).
 */
export class Params {
  readonly values: Readonly<Record<string, unknown>>;
  readonly uploads: ReadonlyMap<string, Upload>;
  /** What the server that reads them is too old to know. */
  readonly unknownFields: ReadonlySet<NewerField>;

  constructor(
    values: Readonly<Record<string, unknown>>,
    uploads: ReadonlyMap<string, Upload> = new Map(),
    unknownFields: ReadonlySet<NewerField> = new Set(),
  ) {
    this.values = values;
    this.uploads = uploads;
    this.unknownFields = unknownFields;
  }

  /** The same for a server that does not know these fields. */
  withoutKnowing(unknownFields: ReadonlySet<NewerField>): Params {
    return new Params(this.values, this.uploads, unknownFields);
  }

  has(name: string): boolean {
    const value = this.values[name];
    return value !== undefined && value !== null && value !== '';
  }

  text(name: string): string | null {
    const value = this.values[name];
    if (value === undefined || value === null) return null;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  /** Throws 400 for what is present and not an integer. */
  integer(name: string): number | null {
    const text = this.text(name)?.trim();
    if (text === undefined || text === '') return null;
    if (!/^-?\d{1,15}$/.test(text)) throw badRequest(`field "${name}" must be a valid Number`);
    return Number(text);
  }

  flag(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name)?.trim().toLowerCase() ?? '');
  }

  /** An object or an array, given as such or as its JSON text; `undefined` when absent. Throws 400 for broken JSON. */
  json(name: string, what = name): unknown {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      throw badRequest(`can't parse ${what} JSON object`);
    }
  }

  /** The file for a field: its own part, or the part that `attach://<part>` names. */
  upload(name: string): Upload | null {
    const value = this.values[name];
    const part = typeof value === 'string' && value.startsWith('attach://') ? value.slice(9) : name;
    return this.uploads.get(part) ?? null;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
