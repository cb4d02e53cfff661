export { startClock, type ClockStart } from './clock.js';
export { migrate, missingMigrations, poolOf, runtimeDataSource, type Place } from './data-source.js';
export { migrations } from './migrations/index.js';
export { ensureDatabase, ensureRoles } from './roles.js';
