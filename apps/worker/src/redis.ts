import { Redis } from 'ioredis';

/** Whether a Redis may hold queues: it answers, and it never evicts. */
export interface RedisHealth {
  check(): Promise<void>;
  close(): void;
}

/** `volatile-*` policies evict the locks of running jobs, `allkeys-*` the jobs (reliability.md 11). */
export function redisHealth(url: string, heard: (error: Error) => void): RedisHealth {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1 });
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
