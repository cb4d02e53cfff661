import type { Place } from '#database';
import { runMigrations } from 'bullmq';
import pg from 'pg';
import { queueNames } from './queue-names.js';

/** Where BullMQ keeps its tables. */
export const QUEUE_SCHEMA = 'queue';

type Connection =
  | { readonly connectionString: string; readonly options?: string }
  | { readonly host: string; readonly user: string; readonly database: string };

/** A database as node-postgres wants to be told. */
export function queueConnection(place: Place): Connection {
  if (!('url' in place)) return place;
  return { connectionString: place.url, ...(place.role === undefined ? {} : { options: `-c role=${place.role}` }) };
}

const grants = `
grant usage on schema ${QUEUE_SCHEMA} to laurel_app;
grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to laurel_app;
grant usage, select on all sequences in schema ${QUEUE_SCHEMA} to laurel_app;
grant execute on all functions in schema ${QUEUE_SCHEMA} to laurel_app`;

/** BullMQ makes a sequence for each queue with its first job; the runtime role could not. */
const sequence = 'select next_job_id($1)';

/**
 * Brings the queues' tables to the newest schema, as their owner; the runtime role may use them and change no table. Not
 * needed with Redis. Repeating it does no harm.
 */
export async function prepareQueues(owner: Place): Promise<void> {
  const client = new pg.Client(queueConnection(owner));
  await client.connect();
  try {
    await runMigrations(client, QUEUE_SCHEMA);
    await client.query(`set search_path = ${QUEUE_SCHEMA}`);
    for (const name of queueNames) await client.query(sequence, [name]);
    await client.query(grants);
  } finally {
    await client.end();
  }
}
