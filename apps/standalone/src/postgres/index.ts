export { NoBinaries } from './binaries.js';
export { startPostgres, type Postgres, type PostgresOptions } from './start.js';
