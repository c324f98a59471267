import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isRecord, Params, type Upload } from './params.ts';
import { type ApiRefusal, badRequest, tooLarge } from './refusal.ts';

/** Bot API: Sending files, 50 MB; a little more so that the method itself refuses what is over. */
const BODY_MAX_BYTES = 52 * 1024 * 1024;

/** Makes the server read the four ways to pass parameters (Bot API: Making requests). */
export async function acceptBodies(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  await app.register(multipart, {
    limits: { fileSize: BODY_MAX_BYTES, fieldSize: 1024 * 1024, parts: 1000 },
  });
  const options = { parseAs: 'string', bodyLimit: BODY_MAX_BYTES } as const;
  app.addContentTypeParser<string>('application/json', options, (_request, body, done) => {
    try {
      const parsed: unknown = body === '' ? {} : JSON.parse(body);
      done(isRecord(parsed) ? null : unreadable(), parsed);
    } catch {
      done(unreadable());
    }
  });
  app.addContentTypeParser<string>('application/x-www-form-urlencoded', options, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body)));
  });
  app.addContentTypeParser<string>('*', options, (_request, _body, done) => done(null, {}));
}

/** The parameters of a call, of its query string and its body. */
export async function readParams(request: FastifyRequest): Promise<Params> {
  const query = isRecord(request.query) ? request.query : {};
  if (!request.isMultipart())
    return new Params({ ...query, ...(isRecord(request.body) ? request.body : {}) });
  const values: Record<string, unknown> = { ...query };
  const uploads = new Map<string, Upload>();
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') values[part.fieldname] = part.value;
      else {
        const bytes = await part.toBuffer();
        uploads.set(part.fieldname, { name: part.filename || 'file', mimeType: part.mimetype, bytes });
      }
    }
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE';
    throw isTooLarge ? tooLarge() : badRequest("can't parse multipart body");
  }
  return new Params(values, uploads);
}

function unreadable(): ApiRefusal {
  return badRequest("can't parse request JSON object");
}
