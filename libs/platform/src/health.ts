/** One thing that must work before Laurel takes requests. `check` rejects with the reason when it does not. */
export interface HealthCheck {
  readonly name: string;
  check(): Promise<void>;
}

/** Token under which Nest injects the list of health checks. */
export const HEALTH_CHECKS = Symbol('HealthChecks');
