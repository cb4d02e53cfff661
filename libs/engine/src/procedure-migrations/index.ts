export { proposeMigration, startMigration } from './migrations.js';
export { checkedMigration, migrationPlan, migrationsView, migrationView } from './views.js';
