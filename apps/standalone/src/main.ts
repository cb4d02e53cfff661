import { ConfigError } from '#platform';
import { NoBinaries } from './postgres/index.js';
import { run } from './run.js';
import { onSignals } from './shutdown.js';
import { StartError } from './start-error.js';

const shutdown = onSignals((words) => process.stderr.write(`${words}\n`));
try {
  console.log(await run(process.env, shutdown));
} catch (error) {
  // A start that a signal interrupted fails somewhere; the signal's own exit is on its way.
  if (shutdown.stopping()) await new Promise(() => undefined);
  const mendable = error instanceof StartError || error instanceof ConfigError || error instanceof NoBinaries;
  console.error(mendable ? error.message : error);
  await shutdown.closeAll().catch(() => undefined);
  process.exit(1);
}
