import { Writable } from 'node:stream';
import { createLogger } from './logger.js';

it('a logged secret is replaced', () => {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger('info', to);
  logger.info({ password: 'p1', req: { headers: { cookie: 'p2', 'set-cookie': 'p3' } } }, 'signed in');
  expect(lines.join('')).toContain('signed in');
  expect(lines.join('')).not.toMatch(/p[123]/);
});
