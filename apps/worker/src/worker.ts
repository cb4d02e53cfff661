import type { Place } from '#database';
import { ballotKeys, destroyLeftKeys, forgetChanges, proveNotices, type Engine } from '#engine';
import type { Config, Logger } from '#platform';
import { join } from 'node:path';
import { actsEffect } from './acts.js';
import { consumer } from './consume.js';
import { deadlineProcessor, sweepOnce } from './deadlines.js';
import { every } from './loop.js';
import { digests } from './notify/digest.js';
import { notifyEffect } from './notify/effect.js';
import { createMailer, type Mailer } from './notify/mailer.js';
import { queueNames, type QueueName } from './queue-names.js';
import { openQueues, type Processor, type Queues } from './queues.js';
import { relay } from './relay.js';
import { leftUploads } from './uploads.js';

export interface WorkerOptions {
  readonly config: Pick<
    Config,
    'redisUrl' | 'smtpUrl' | 'mailFrom' | 'dataDir' | 'maxFileBytes' | 'publicOrigins' | 'mode'
  >;
  readonly engine: Engine;
  /** Where BullMQ keeps its tables when there is no Redis; connects as the restricted role. */
  readonly databasePlace: Place;
  readonly logger: Logger;
}

export interface RunningWorker {
  /** Rejects with the reason while jobs cannot be queued, or could be lost. Deadlines are performed even then. */
  ready(): Promise<void>;
  /** Stops claiming, lets running jobs finish for at most 30 s, closes workers before queues. */
  close(): Promise<void>;
}

const RELAY_EVERY = 1_000;
const SWEEP_EVERY = 15_000;
const DIGEST_EVERY = 60_000;
const UPLOADS_EVERY = 600_000;
const FORGET_EVERY = 60_000;

/**
 * Starts relay, consumers and sweep. Needs migrated tables (`prepareQueues`). Throws when a notice has no text or a queue no
 * processor; a queue that is down is no reason not to start.
 */
export async function startWorker({ config, engine, databasePlace, logger }: WorkerOptions): Promise<RunningWorker> {
  proveNotices();
  const queues = openQueues({ redisUrl: config.redisUrl, databasePlace, logger });
  const mailer = createMailer(config);
  queues.process(proved(processorsOf(engine, queues, mailer, config)));
  void queues.check().catch((error: unknown) => logger.error({ err: error }, 'the queues are not ready'));
  const loops = [
    every(RELAY_EVERY, relay(engine, queues), (error) => logger.warn({ err: error }, 'relay failed')),
    every(
      SWEEP_EVERY,
      () => sweepOnce(engine, queues, logger),
      (error) => logger.warn({ err: error }, 'sweep failed'),
    ),
    every(DIGEST_EVERY, digests(engine, mailer, config), (error) => logger.warn({ err: error }, 'daily mails failed')),
    every(UPLOADS_EVERY, leftUploads(engine, config, logger), (error) =>
      logger.warn({ err: error }, 'uploads not swept'),
    ),
    every(
      FORGET_EVERY,
      () => forgetChanges(engine).then(() => 'done' as const),
      (error) => logger.warn({ err: error }, 'old changes not forgotten'),
    ),
    every(SWEEP_EVERY, leftKeys({ config, engine, logger }), (error) => logger.warn({ err: error }, 'keys not swept')),
  ];
  return {
    ready: () => queues.check(),
    async close() {
      await Promise.all(loops.map((loop) => loop.stop()));
      await queues.close();
      mailer.close();
    },
  };
}

/** Keys that a crash left behind after the count of their ballots (model.md 7). */
function leftKeys({ config, engine, logger }: Pick<WorkerOptions, 'config' | 'engine' | 'logger'>) {
  const keys = ballotKeys(join(config.dataDir, 'ballot-keys'));
  return async (): Promise<'done'> => {
    const ballots = await destroyLeftKeys(engine, keys);
    if (ballots.length > 0) logger.warn({ ballots }, 'keys of ballots that are over were left: destroyed');
    return 'done';
  };
}

function processorsOf(
  engine: Engine,
  queues: Queues,
  mailer: Mailer,
  config: WorkerOptions['config'],
): Readonly<Record<QueueName, Processor>> {
  return {
    notify: consumer(engine, 'notify', notifyEffect(engine, mailer, config)),
    acts: consumer(engine, 'act', actsEffect(engine, queues)),
    deadlines: deadlineProcessor(engine),
  };
}

function proved(processors: Readonly<Record<QueueName, Processor>>): Readonly<Record<QueueName, Processor>> {
  for (const name of queueNames) {
    if (typeof processors[name] !== 'function') throw new Error(`the queue ${name} has no processor`);
  }
  return processors;
}
