import type { Place } from '#database';
import type { Logger } from '#platform';
import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { queueNames, type QueueName } from './queue-names.js';
import { queueConnection, QUEUE_SCHEMA } from './queue-schema.js';
import { reconnectAfter, redisHealth } from './redis.js';

/** A job carries ids only; everything else is read when it runs. */
export type JobData = Readonly<Record<string, string>>;

export interface NewJob {
  readonly name: string;
  readonly data: JobData;
  /** Without a colon; a job that is still kept under this id is silently not added again. */
  readonly id?: string;
}

export type Processor = (data: JobData, job: { readonly id: string }) => Promise<void>;

/** The queues of one worker process, on PostgreSQL or on Redis; nobody outside this file can tell which. */
export interface Queues {
  /** Adds jobs; rejects within a few seconds when the queue cannot be reached. */
  add(queue: QueueName, jobs: readonly NewJob[]): Promise<void>;
  /** Starts one worker per queue. */
  process(processors: Readonly<Record<QueueName, Processor>>): void;
  /** Rejects with the reason when jobs cannot be put anywhere now, or could be lost. */
  check(): Promise<void>;
  /** Waits for running jobs, at most `drainMilliseconds`; workers close before queues. */
  close(drainMilliseconds?: number): Promise<void>;
}

export interface QueueOptions {
  /** Undefined: queues live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  readonly databasePlace: Place;
  readonly logger: Logger;
}

const settings = {
  lockDuration: 30_000,
  stalledInterval: 5_000,
  maxStalledCount: 5,
  removeOnComplete: { count: 0 },
  removeOnFail: { age: 7 * 24 * 3600 },
} as const;

const jobs = { removeOnComplete: true, removeOnFail: { age: 7 * 24 * 3600 } } as const;

const concurrency: Readonly<Record<QueueName, number>> = { notify: 4, acts: 2, deadlines: 4 };

const PATIENCE = 5_000;

/** Opens the queues without waiting for the server: a worker also starts while its queue is down. */
export function openQueues({ redisUrl, databasePlace, logger }: QueueOptions): Queues {
  const heard = (name: string) => seldom((error) => logger.warn({ queue: name, err: error }, 'queue error'));
  const { newQueue, newWorker } = backend(redisUrl, databasePlace);
  const health = redisUrl === undefined ? null : redisHealth(redisUrl, heard('redis'));
  const queues = new Map(queueNames.map((name) => [name, newQueue(name)]));
  for (const [name, queue] of queues) queue.on('error', heard(name));
  const workers: Worker[] = [];
  const queueOf = (name: QueueName): Queue => queues.get(name) as Queue;

  return {
    async add(name, added) {
      const bulk = added.map((j) => ({ ...j, opts: j.id === undefined ? jobs : { ...jobs, jobId: j.id } }));
      await within(PATIENCE, queueOf(name).addBulk(bulk), `queue ${name}`);
    },
    process(processors) {
      for (const name of queueNames) {
        const worker = newWorker(name, (job) => processors[name](job.data as JobData, { id: job.id ?? '' }));
        worker.on('error', heard(name));
        worker.on('failed', (job, error) => logger.error({ queue: name, job: job?.id, err: error }, 'job failed'));
        workers.push(worker);
      }
    },
    async check() {
      if (health !== null) await within(PATIENCE, health.check(), 'Redis');
      await within(PATIENCE, queueOf('notify').getJobCountByTypes('active'), 'queue notify');
    },
    async close(drainMilliseconds = 30_000) {
      const late = (error: unknown): void => logger.warn({ err: error }, 'closed before it was drained');
      await Promise.all(workers.map((w) => within(drainMilliseconds, w.close(), 'a running job').catch(late)));
      await Promise.all([...queues.values()].map((q) => within(PATIENCE, q.close(), 'a queue').catch(late)));
      health?.close();
    },
  };
}

interface Backend {
  newQueue(name: QueueName): Queue;
  newWorker(name: QueueName, run: (job: { data: unknown; id?: string | undefined }) => Promise<void>): Worker;
}

function backend(redisUrl: string | undefined, place: Place): Backend {
  if (redisUrl !== undefined) {
    const connection = { url: redisUrl, maxRetriesPerRequest: null, retryStrategy: reconnectAfter };
    return {
      newQueue: (name) => new Queue(name, { connection: { ...connection, enableOfflineQueue: false } }),
      newWorker: (name, run) => new Worker(name, run, { ...settings, connection, concurrency: concurrency[name] }),
    };
  }
  const onPostgres = withBackend(createPostgresBackend);
  const connection = { ...queueConnection(place), schema: QUEUE_SCHEMA, max: 2 };
  return {
    newQueue: (name) => new onPostgres.Queue(name, { connection }) as unknown as Queue,
    newWorker: (name, run) =>
      new onPostgres.Worker(name, run, {
        ...settings,
        connection,
        concurrency: concurrency[name],
      }) as unknown as Worker,
  };
}

/** A server that is away makes every connection complain at every try: the same complaint is passed on twice a minute. */
function seldom(listener: (error: Error) => void): (error: Error) => void {
  let last = { message: '', at: 0 };
  return (error) => {
    if (error.message === last.message && Date.now() - last.at < 30_000) return;
    last = { message: error.message, at: Date.now() };
    listener(error);
  };
}

async function within<T>(milliseconds: number, promise: Promise<T>, what: string): Promise<T> {
  const timer = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what} does not answer within ${milliseconds} ms`);
  });
  late.catch(() => undefined);
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}
