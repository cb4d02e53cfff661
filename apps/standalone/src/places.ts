import type { Place } from '#database';
import type { Config } from '#platform';
import type { Postgres } from './postgres/index.js';

/** Name of the database on the embedded server. */
export const DATABASE = 'laurel';

/** Where the database is, for each of those who connect to it. */
export interface Places {
  /** May create roles, and on the embedded server the database. */
  readonly admin:
    { readonly host: string; readonly user: string; readonly database: string } | { readonly url: string };
  /** Owns the tables and migrates. */
  readonly owner: Place;
  /** The runtime's restricted role. */
  readonly app: Place;
}

/** The places of the embedded server, or of the one that `DATABASE_URL` names. */
export function placesOf(config: Config, embedded: Postgres | undefined): Places {
  if (embedded !== undefined) {
    const { host, user } = embedded;
    return {
      admin: { host, user, database: 'postgres' },
      owner: { host, user, database: DATABASE },
      app: { host, user: 'laurel_app', database: DATABASE },
    };
  }
  const { databaseUrl, databaseOwnerUrl } = config;
  if (databaseUrl === undefined || databaseOwnerUrl === undefined) throw new Error('No database is configured.');
  return {
    admin: { url: databaseOwnerUrl },
    owner: { url: databaseOwnerUrl },
    app: { url: databaseUrl, role: 'laurel_app' },
  };
}
