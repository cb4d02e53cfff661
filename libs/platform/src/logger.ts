import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Token under which Nest injects the logger. */
export const LOGGER = Symbol('Logger');

const SECRETS = [
  'password',
  'authorization',
  'cookie',
  '["set-cookie"]',
  'token',
  'secret',
  'salt',
  'paper',
  'choices',
];

const redact = {
  paths: SECRETS.flatMap((key) =>
    key.startsWith('[') ? [key, `*${key}`, `*.*${key}`] : [key, `*.${key}`, `*.*.${key}`],
  ),
  censor: '[redacted]',
};

/** JSON lines to standard output, or to `file`. Secrets are replaced up to three levels deep. */
export function createLogger(level: string, to?: { file: string } | DestinationStream): Logger {
  const options = { level, redact, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (to === undefined) return pino(options);
  return pino(options, 'file' in to ? pino.destination({ dest: to.file, mkdir: true, sync: true }) : to);
}
