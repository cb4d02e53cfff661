import { Redis } from 'ioredis';

/** Whether a Redis may hold queues: it answers, and it never evicts. */
export interface RedisHealth {
  check(): Promise<void>;
  close(): void;
}

/** Milliseconds to the next try of a lost connection; never so long that deadlines on the queue become a minute late. */
export function reconnectAfter(tries: number): number {
  return Math.min(tries * 500, 5_000);
}

/** `volatile-*` policies evict the locks of running jobs, `allkeys-*` the jobs (reliability.md 11). */
export function redisHealth(url: string, heard: (error: Error) => void): RedisHealth {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: reconnectAfter });
  redis.on('error', heard);
  return {
    async check() {
      const memory = await redis.info('memory');
      const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
      if (policy !== 'noeviction') {
        throw new Error(`Redis has maxmemory-policy ${policy ?? 'unknown'}; jobs are safe with noeviction only`);
      }
    },
    close: () => redis.disconnect(),
  };
}
