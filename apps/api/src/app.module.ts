import { Module, type DynamicModule, type ModuleMetadata, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { CONFIG, HEALTH_CHECKS, LOGGER, type Config, type HealthCheck, type Logger } from '#platform';
import { ActionGuard } from './access/action.guard.js';
import { HealthController } from './health/health.controller.js';
import { SchemaPipe } from './input/schema.pipe.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ProblemsController } from './problems/problems.controller.js';

export type Feature = NonNullable<ModuleMetadata['imports']>[number];

export interface AppParts {
  readonly config: Config;
  readonly logger: Logger;
  readonly checks: readonly HealthCheck[];
  /** What features inject beside these: the engine, the database. */
  readonly providers: readonly Provider[];
  /** Features in place of those of `features.ts`. */
  readonly features: readonly Feature[];
}

/** Everything that every feature may inject. */
@Module({})
class PartsModule {
  static with({ config, logger, checks, providers }: AppParts): DynamicModule {
    const own: Provider[] = [
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      { provide: HEALTH_CHECKS, useValue: checks },
      ...providers,
    ];
    const tokens = own.map((provider) => (typeof provider === 'function' ? provider : provider.provide));
    return { module: PartsModule, global: true, providers: own, exports: tokens };
  }
}

@Module({})
export class AppModule {
  static with(parts: AppParts): DynamicModule {
    return {
      module: AppModule,
      imports: [PartsModule.with(parts), DiscoveryModule, ...parts.features],
      controllers: [HealthController, ProblemsController],
      providers: [
        { provide: APP_GUARD, useClass: ActionGuard },
        { provide: APP_PIPE, useClass: SchemaPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
