import type { LoggerService } from '@nestjs/common';
import type { Logger } from '#platform';

/** Nest's own messages in our log: its chatter at `debug`, its complaints as they are. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown): void {
    this.logger.debug({ nest: message });
  }

  warn(message: unknown): void {
    this.logger.warn({ nest: message });
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ nest: message, rest });
  }

  fatal(message: unknown): void {
    this.logger.fatal({ nest: message });
  }
}
