import { claimDigests, digestSent, renderNotice, type Digest, type Engine } from '#engine';
import type { Config } from '#platform';
import type { Mail, Mailer } from './mailer.js';

type Where = Pick<Config, 'publicOrigins' | 'mode'>;

/** Daily mails: sent at least once, always with the same Message-ID. One that fails does not keep the others waiting. */
export function digests(engine: Engine, mailer: Mailer, config: Where): () => Promise<'done'> {
  return async () => {
    const faults: unknown[] = [];
    for (const digest of await claimDigests(engine.db)) {
      try {
        await mailer.send(composeDigest(digest, config));
        await digestSent(engine.db, digest);
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults[0];
    return 'done';
  };
}

/** The mail of a day: Vietnamese first, then English, then where to look. */
function composeDigest({ person, name, email, day, notices }: Digest, { publicOrigins, mode }: Where): Mail {
  const origin = publicOrigins[0] ?? 'http://localhost';
  const date = day.split('-').reverse().join('/');
  const lines = (language: 'vi' | 'en'): string =>
    notices
      .map(({ topic, data }) => renderNotice(topic, language, data))
      .map(({ title, body }) => `• ${title}\n  ${body.replaceAll('\n', '\n  ')}`)
      .join('\n\n');
  const sample = mode === 'sample' ? '[Dữ liệu mẫu] ' : '';
  const count = String(notices.length);
  return {
    messageId: `<digest.${day}.${person}@${new URL(origin).hostname}>`,
    to: { name, address: email },
    subject: `${sample}Thông báo trong ngày ${date} (${count})`,
    text: `Thông báo đến ngày ${date}:\n\n${lines('vi')}\n\n---\nNotices up to ${date}:\n\n${lines('en')}\n\n${origin}/thong-bao\n`,
  };
}
