import { refusals } from './refusals.js';

export interface ProblemKind {
  readonly status: number;
  readonly vi: string;
  readonly en: string;
}

/** What goes wrong before the law is asked. */
const requests = {
  malformed: { status: 400, vi: 'Yêu cầu không đúng định dạng', en: 'The request is malformed' },
  forbidden: { status: 403, vi: 'Không được phép', en: 'Not allowed' },
  conflict: { status: 409, vi: 'Dữ liệu đã thay đổi hoặc đã tồn tại', en: 'The data changed or exists already' },
  'precondition-failed': { status: 412, vi: 'Dữ liệu đã thay đổi', en: 'The data changed in the meantime' },
  'too-large': { status: 413, vi: 'Nội dung quá lớn', en: 'The content is too large' },
  'unsupported-media-type': { status: 415, vi: 'Loại nội dung không được hỗ trợ', en: 'Unsupported media type' },
  unprocessable: { status: 422, vi: 'Không thể xử lý nội dung', en: 'The content cannot be processed' },
  'too-many-streams': { status: 429, vi: 'Đang mở quá nhiều kết nối', en: 'Too many open connections' },
  'precondition-required': { status: 428, vi: 'Thiếu tiêu đề If-Match', en: 'If-Match is required' },
  internal: { status: 500, vi: 'Lỗi hệ thống', en: 'Internal error' },
  unavailable: { status: 503, vi: 'Hệ thống tạm thời không sẵn sàng', en: 'Temporarily unavailable' },
} as const satisfies Record<string, ProblemKind>;

export const catalogue = { ...requests, ...refusals };

export type ProblemCode = keyof typeof catalogue;

/** The kind behind a code that came from outside; undefined when there is none. */
export function kindOf(code: string): ProblemKind | undefined {
  return Object.hasOwn(catalogue, code) ? catalogue[code as ProblemCode] : undefined;
}

/** The general code for a status that no code of ours explains. */
export function codeOfStatus(status: number): ProblemCode {
  const general: Record<number, ProblemCode> = {
    401: 'signed-out',
    403: 'forbidden',
    404: 'not-found',
    409: 'conflict',
    412: 'precondition-failed',
    413: 'too-large',
    415: 'unsupported-media-type',
    422: 'unprocessable',
    428: 'precondition-required',
    429: 'too-many-attempts',
    503: 'unavailable',
  };
  return general[status] ?? (status >= 400 && status < 500 ? 'malformed' : 'internal');
}
