export { NoBinaries } from './binaries.js';
export { attachPostgres, startPostgres, type Postgres, type PostgresOptions } from './start.js';
