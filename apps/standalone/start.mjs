/** `npm start` and `npm run setup`: brings the clone up to date, then becomes the program itself. */
import { build, checkNode, install } from './up-to-date.mjs';

checkNode();
install();
build();
const program = process.argv[2] === 'setup' ? 'setup' : 'main';
await import(new URL(`../../dist/apps/standalone/src/${program}.js`, import.meta.url).href);
