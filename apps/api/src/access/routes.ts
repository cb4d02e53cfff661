import { RequestMethod, type INestApplication } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { accessOf, type Access } from './action.js';

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
  readonly handler: string;
}

/** Every route of every controller. Throws when one is marked neither `@Action` nor `@Public`: forgotten is not open. */
export function routesOf(app: INestApplication): Route[] {
  const scanner = app.get(MetadataScanner);
  const controllers = app.get(DiscoveryService).getControllers();
  const found = controllers.flatMap(({ instance, metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => routesAt(metatype, name, prototype[name]!));
  });
  const forgotten = found.filter((route) => route.access === undefined).map((route) => route.handler);
  if (forgotten.length > 0) throw new Error(`Neither @Action nor @Public: ${forgotten.join(', ')}`);
  return found.map((route) => ({ ...route, access: route.access ?? null }));
}

type Found = Omit<Route, 'access'> & { readonly access: Access | undefined };

function routesAt(controller: { name: string }, name: string, method: object): Found[] {
  const paths = listOf(Reflect.getMetadata(PATH_METADATA, method));
  const verb = Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod | undefined;
  if (verb === undefined) return [];
  const prefixes = listOf(Reflect.getMetadata(PATH_METADATA, controller));
  const access = accessOf(method, controller);
  return prefixes.flatMap((prefix) =>
    paths.map((path) => ({
      method: RequestMethod[verb] ?? 'ALL',
      path: `/${[prefix, path]
        .flatMap((part) => part.split('/'))
        .filter(Boolean)
        .join('/')}`,
      access,
      handler: `${controller.name}.${name}`,
    })),
  );
}

function listOf(paths: unknown): string[] {
  return Array.isArray(paths) ? (paths as string[]) : typeof paths === 'string' ? [paths] : [];
}
