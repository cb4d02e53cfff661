import type { FileReceipt } from '#contract';
import { ApiError, problemOf, quoted } from './api';

/** Sends one file of a dossier. XMLHttpRequest, because fetch tells no upload progress. */
export function uploadItem(
  path: string,
  file: File,
  etag: string,
  onProgress: (percent: number) => void,
): Promise<FileReceipt> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file);
    request.open('PUT', `/api${path}`);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('if-match', quoted(etag));
    request.upload.onprogress = (e) => onProgress(e.lengthComputable ? Math.round((100 * e.loaded) / e.total) : 0);
    request.onerror = () => reject(new ApiError(0, null));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as FileReceipt);
      else reject(new ApiError(request.status, problemOf(request.responseText)));
    };
    request.send(form);
  });
}
