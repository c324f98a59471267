import type { Methods } from '../method.ts';

export const fileMethods: Methods = {
  getFile(params, { files }) {
    const file = files.forDownload(params.text('file_id') ?? '');
    return {
      file_id: file.id,
      file_unique_id: file.uniqueId,
      file_size: file.bytes.length,
      file_path: file.path,
    };
  },
};
