import { renderNotice, type Unmailed } from '#engine';
import type { Config } from '#platform';
import type { Mail } from './mailer.js';

/** The mail of one notice: Vietnamese first, then English, then where to look. */
export function compose(
  outbox: string,
  notice: Unmailed,
  { publicOrigins, mode }: Pick<Config, 'publicOrigins' | 'mode'>,
): Mail {
  const origin = publicOrigins[0] ?? 'http://localhost';
  const vi = renderNotice(notice.topic, 'vi', notice.data);
  const en = renderNotice(notice.topic, 'en', notice.data);
  const sample = mode === 'sample' ? '[Dữ liệu mẫu] ' : '';
  return {
    messageId: `<${outbox}.${notice.person}@${new URL(origin).hostname}>`,
    to: { name: notice.name, address: notice.email },
    subject: sample + vi.title,
    text: `${vi.title}\n\n${vi.body}\n\n---\n${en.title}\n\n${en.body}\n\n${linkOf(origin, notice)}\n`,
  };
}

function linkOf(origin: string, { nomination, document }: Unmailed): string {
  if (document !== null) return `${origin}/van-ban/${document}`;
  return nomination === null ? `${origin}/thong-bao` : `${origin}/ho-so/${nomination}`;
}
