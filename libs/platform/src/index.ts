export { CONFIG, ConfigError, readConfig, type Config, type Mode } from './config.js';
export { Environment } from './environment.js';
export { armFailpoint, failpoint } from './failpoint.js';
export { HEALTH_CHECKS, type HealthCheck } from './health.js';
export { createLogger, LOGGER, type Logger } from './logger.js';
export { projectRoot } from './project-root.js';
export { inThread, type ThreadWork } from './thread.js';
