import { resolve } from 'node:path';
import { Environment } from './environment.js';
import { projectRoot } from './project-root.js';

/** `sample`: fictitious federation and a clock that can be moved. `test`: empty, with such a clock. */
export type Mode = 'sample' | 'test' | 'production';

export interface Config {
  readonly mode: Mode;
  readonly nodeEnv: 'development' | 'test' | 'production';
  readonly host: string;
  readonly port: number;
  /** Origins from which a browser may send changes. The first one is used in mails. */
  readonly publicOrigins: readonly string[];
  readonly cookie: { readonly name: '__Host-laurel' | 'laurel'; readonly secure: boolean };
  readonly trustProxy: false | readonly string[];
  /** Undefined: the embedded server. */
  readonly databaseUrl: string | undefined;
  /** Owns the tables and migrates; by default the same as `databaseUrl`. */
  readonly databaseOwnerUrl: string | undefined;
  readonly poolSize: number;
  /** Undefined: queues live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Undefined: mails become files under `dataDir`/mail. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly dataDir: string;
  /** Seconds between a decision and its effects outside, in which it can be retracted. */
  readonly releaseSeconds: number;
  /** Nominations that one press may decide or move. */
  readonly bulkMost: number;
  readonly maxFileBytes: number;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly failpoint: string | undefined;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((p) => `  ${p}`).join('\n')}`);
  }
}

/** Token under which Nest injects the configuration. */
export const CONFIG = Symbol('Config');

/**
 * Reads the environment once, at start. Throws `ConfigError` with one line per wrong variable.
 * Nothing else in Laurel reads the environment.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root = projectRoot()): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
  }
  const mode = modeOf(parsed.data);
  const conflicts = conflictsOf(parsed.data, mode);
  if (conflicts.length > 0) throw new ConfigError(conflicts);
  return configOf(parsed.data, mode, root);
}

function modeOf(e: Environment): Mode {
  return e.LAUREL_MODE ?? (e.DATABASE_URL === undefined && e.NODE_ENV !== 'production' ? 'sample' : 'production');
}

function conflictsOf(e: Environment, mode: Mode): string[] {
  const conflicts: string[] = [];
  const production = e.NODE_ENV === 'production';
  if (production && e.LAUREL_FAILPOINT !== undefined) conflicts.push('LAUREL_FAILPOINT: refused in production');
  if (production && mode !== 'production') conflicts.push(`LAUREL_MODE: ${mode} is refused in production`);
  if (mode === 'sample' && e.DATABASE_URL !== undefined) {
    conflicts.push('LAUREL_MODE: sample data is loaded only into the embedded server, without DATABASE_URL');
  }
  if (mode === 'sample' && e.HOST !== undefined && !isLoopback(e.HOST)) {
    conflicts.push('HOST: with sample data Laurel listens on 127.0.0.1 only');
  }
  if (e.DATABASE_OWNER_URL !== undefined && e.DATABASE_URL === undefined) {
    conflicts.push('DATABASE_OWNER_URL: needs DATABASE_URL');
  }
  return conflicts;
}

function isLoopback(host: string): boolean {
  return host === '127.0.0.1' || host === 'localhost';
}

function configOf(e: Environment, mode: Mode, root: string): Config {
  const publicOrigins = e.PUBLIC_ORIGIN ?? [`http://localhost:${e.PORT}`, `http://127.0.0.1:${e.PORT}`];
  const secure = publicOrigins.some((o) => o.startsWith('https:'));
  return {
    mode,
    nodeEnv: e.NODE_ENV,
    host: mode === 'sample' ? '127.0.0.1' : (e.HOST ?? '127.0.0.1'),
    port: e.PORT,
    publicOrigins,
    cookie: { name: secure ? '__Host-laurel' : 'laurel', secure },
    trustProxy: e.TRUST_PROXY,
    databaseUrl: e.DATABASE_URL,
    databaseOwnerUrl: e.DATABASE_OWNER_URL ?? e.DATABASE_URL,
    poolSize: e.POOL_SIZE,
    redisUrl: e.REDIS_URL,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    dataDir: resolve(root, e.DATA_DIR ?? '.data'),
    releaseSeconds: e.RELEASE_SECONDS,
    bulkMost: e.BULK_MOST,
    maxFileBytes: e.MAX_FILE_BYTES,
    logLevel: e.LOG_LEVEL,
    failpoint: e.LAUREL_FAILPOINT,
  };
}
