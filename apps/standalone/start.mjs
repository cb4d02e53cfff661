/** `npm start`, `npm run setup` and `npm run ledger:check`: brings the clone up to date, then becomes the program itself. */
import { build, checkNode, install } from './up-to-date.mjs';

checkNode();
install();
build();
const programs = { setup: 'setup', 'ledger-check': 'ledger-check' };
const program = programs[process.argv[2]] ?? 'main';
await import(new URL(`../../dist/apps/standalone/src/${program}.js`, import.meta.url).href);
