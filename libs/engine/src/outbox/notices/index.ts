export type { Language, NoticeData } from './data.js';
export { noticeColumns, noticeJoins, noticeOf, type NoticeRow } from './read.js';
export { proveNotices, renderNotice } from './render.js';
