import { fileStore, sweepUploads, type Engine } from '#engine';
import type { Config, Logger } from '#platform';
import { join } from 'node:path';

/** What nobody went on sending, and bytes that a crash left behind. */
export function leftUploads(
  engine: Engine,
  { dataDir, maxFileBytes }: Pick<Config, 'dataDir' | 'maxFileBytes'>,
  logger: Logger,
): () => Promise<'done'> {
  const files = fileStore(join(dataDir, 'files'), maxFileBytes);
  return async () => {
    const removed = await sweepUploads({ engine, files });
    if (removed > 0) logger.info({ removed }, 'parts of files that never came to their end: removed');
    return 'done';
  };
}
