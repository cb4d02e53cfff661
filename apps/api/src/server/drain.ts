import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const EVERY_MS = 50;

/**
 * Closes the application. A connection that answers its last request only after closing began would otherwise be kept
 * alive, and would keep the process alive, until its client lets go.
 */
export async function drain(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  const timer = setInterval(() => server.closeIdleConnections(), EVERY_MS);
  try {
    await app.close();
  } finally {
    clearInterval(timer);
  }
}
