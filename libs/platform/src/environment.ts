import { z } from 'zod';

const MIB = 1024 * 1024;

function url(protocols: readonly string[], example: string) {
  return z
    .string()
    .refine((s) => URL.canParse(s) && protocols.includes(new URL(s).protocol), { message: `expected ${example}` });
}

const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const origin = z.string().refine((s) => /^https?:/.test(s) && URL.canParse(s) && new URL(s).origin === s, {
  message: 'expected origins without a path, e.g. https://laurel.example.org',
});

const originList = z
  .string()
  .transform((s) => s.split(',').map((part) => part.trim().replace(/\/$/, '')))
  .pipe(z.array(origin).min(1));

const PROXY = /^(loopback|linklocal|uniquelocal|[0-9a-f.:]*[.:][0-9a-f.:]*(\/\d{1,3})?)$/i;

/** The addresses of our own proxies. `true` and a number of hops are refused: a caller could then name any address. */
const trustProxy = z.string().transform((s, ctx): false | string[] => {
  if (s === 'false') return false;
  const addresses = s.split(',').map((part) => part.trim());
  if (addresses.every((a) => PROXY.test(a))) return addresses;
  ctx.addIssue({ code: 'custom', message: 'expected false, or the addresses of the proxies: loopback, 10.0.0.0/8' });
  return z.NEVER;
});

/** Every variable that Laurel reads. An empty variable counts as not set. */
export const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LAUREL_MODE: z.enum(['sample', 'test', 'production']).optional(),
  LAUREL_FAILPOINT: z
    .string()
    .regex(/^[a-z][a-zA-Z0-9.:-]*$/, {
      message: 'expected a name, or a name and the hit that kills: name:3',
    })
    .optional(),
  HOST: z.string().optional(),
  PORT: integer(0, 65535).default(3000),
  PUBLIC_ORIGIN: originList.optional(),
  TRUST_PROXY: trustProxy.default(false),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database').optional(),
  DATABASE_OWNER_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database').optional(),
  POOL_SIZE: integer(1, 200).default(10),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  MAIL_FROM: z.string().default('Laurel <laurel@localhost>'),
  DATA_DIR: z.string().optional(),
  RELEASE_SECONDS: integer(0, 3600).default(10),
  BULK_MOST: integer(1, 500).default(50),
  MAX_FILE_BYTES: integer(1024, 1024 * MIB).default(25 * MIB),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});
export type Environment = z.infer<typeof Environment>;
