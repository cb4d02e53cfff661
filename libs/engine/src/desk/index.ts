export { claimNomination, releaseClaim } from './claims.js';
export { dropFilter, saveFilter, savedFilters } from './filters.js';
export { savePreferences } from './preferences.js';
export { noteReading } from './readings.js';
export { snooze, wake } from './snooze.js';
