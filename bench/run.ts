import { ballotsBench } from './ballots/measure.js';
import { actsBench } from './acts/measure.js';
import { inboxBench } from './inbox/measure.js';
import { webBench } from './web/measure.js';
import { decisionsBench } from './decisions/measure.js';
import { titlesBench } from './titles/measure.js';

const benches: Record<string, (quick: boolean) => Promise<object>> = {
  acts: actsBench,
  ballots: ballotsBench,
  decisions: decisionsBench,
  inbox: inboxBench,
  web: webBench,
  titles: titlesBench,
};

const [name = '', ...flags] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined || flags.some((f) => f !== '--quick')) {
  console.error(`npm run bench -- ${Object.keys(benches).join(' | ')} [--quick]`);
  process.exit(2);
}
const line = await bench(flags.includes('--quick'));
console.log(JSON.stringify({ bench: name, ...line }));
