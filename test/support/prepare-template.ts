/**
 * Hook: what every test database holds beside its tables (clock in test mode, genesis entries, procedures, rule sets).
 * Runs once per test run, on the migrated template.
 */
export async function prepareTemplate(_place: { host: string; user: string; database: string }): Promise<void> {}
