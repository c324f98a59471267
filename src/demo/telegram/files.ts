import { badRequest } from './refusal.ts';

/** A file in Telegram's cloud. */
export interface StoredFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly kind: 'document' | 'photo';
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

/** Bot API: getFile serves files of up to 20 MB. */
const DOWNLOAD_LIMIT = 20 * 1024 * 1024;
/** Files up to this many bytes are shown as text when they are text. */
const TEXT_LIMIT = 64 * 1024;

export class Files {
  readonly #byId = new Map<string, StoredFile>();
  readonly #byPath = new Map<string, StoredFile>();

  add(kind: StoredFile['kind'], name: string, mimeType: string, bytes: Buffer): StoredFile {
    const number = this.#byId.size + 1;
    const extension = /\.\w{1,8}$/.exec(name)?.[0] ?? '';
    const file: StoredFile = {
      id: `BQACAgIAAxkDAAI${number.toString(36).padStart(8, '0')}`,
      uniqueId: `AgAD${number.toString(36).padStart(8, '0')}`,
      path: `${kind}s/file_${number}${extension}`,
      kind,
      name,
      mimeType,
      bytes,
    };
    this.#byId.set(file.id, file);
    this.#byPath.set(file.path, file);
    return file;
  }

  byId(id: string): StoredFile | undefined {
    return this.#byId.get(id);
  }

  /** Bot API: getFile. Throws 400. */
  forDownload(id: string): StoredFile {
    const file = this.#byId.get(id);
    if (!file) throw badRequest('invalid file_id');
    if (file.bytes.length > DOWNLOAD_LIMIT) throw badRequest('file is too big');
    return file;
  }

  byPath(path: string): StoredFile | undefined {
    return this.#byPath.get(path);
  }
}

/** The file's content when it is text, of a size to show. */
export function textOf(file: StoredFile): string | undefined {
  if (file.bytes.length > TEXT_LIMIT || file.bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch {
    return undefined;
  }
}
