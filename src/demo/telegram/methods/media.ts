import type { StoredFile } from '../files.ts';
import { imageSize, imageType } from '../images.ts';
import type { Params, Upload } from '../params.ts';
import { badRequest, tooLarge } from '../refusal.ts';
import type { Media } from '../rooms.ts';
import type { Scene } from '../scene.ts';

/** Bot API: Sending files. */
const UPLOAD_MAX_BYTES = 50 * 1024 * 1024;
const PHOTO_MAX_BYTES = 10 * 1024 * 1024;
/** Bot API: sendPhoto. Pixels of width and height together, and the longer side by the shorter one. */
const PHOTO_MAX_SIDES = 10_000;
const PHOTO_MAX_RATIO = 20;

const FILE_TYPES = { document: 'Document', photo: 'Photo' } as const;

/**
 * The file that a field of a call names: uploaded with it, or known by its id. Null when the call has none. Throws 400
 * for what is no such file, 413 for too large a one.
 */
export function readMedia(params: Params, scene: Scene, kind: Media['kind'], field: string): Media | null {
  const upload = params.upload(field);
  if (upload) return { kind, file: store(scene, kind, upload) };
  const given = params.text(field) ?? '';
  if (given === '' || given.startsWith('attach://')) return null;
  if (/^https?:/.test(given)) throw badRequest('failed to get HTTP URL content');
  const file = scene.files.byId(given);
  if (!file) throw badRequest('wrong remote file identifier specified: Wrong string length');
  if (file.kind !== kind) {
    throw badRequest(`can't use file of type ${FILE_TYPES[file.kind]} as ${FILE_TYPES[kind]}`);
  }
  return { kind, file };
}

function store(scene: Scene, kind: Media['kind'], { name, mimeType, bytes }: Upload): StoredFile {
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  if (bytes.length > UPLOAD_MAX_BYTES) throw tooLarge();
  if (kind === 'document') return scene.files.add(kind, name, mimeType, bytes);
  const size = imageSize(bytes);
  if (bytes.length > PHOTO_MAX_BYTES || !size) throw badRequest('IMAGE_PROCESS_FAILED');
  const [shorter, longer] = [size.width, size.height].sort((a, b) => a - b) as [number, number];
  if (shorter + longer > PHOTO_MAX_SIDES || longer > shorter * PHOTO_MAX_RATIO) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  }
  return scene.files.add(kind, name, imageType(bytes), bytes);
}
