import { SetMetadata, type CustomDecorator } from '@nestjs/common';

const ACTION = 'laurel:action';

/** What a route needs: the name of an action, or `null` when it is open to everybody. */
export type Access = string | null;

/** Names what a caller must be allowed to do, e.g. `@Action('nomination.read')`. Implies being signed in. */
export function Action(name: string): CustomDecorator {
  return SetMetadata(ACTION, name);
}

/** Opens a route to callers who are not signed in. */
export function Public(): CustomDecorator {
  return SetMetadata(ACTION, null);
}

/** What the handler, or else its controller, was marked with; undefined when nobody thought about it. */
export function accessOf(handler: object, controller: object): Access | undefined {
  for (const target of [handler, controller]) {
    const found = Reflect.getMetadata(ACTION, target) as Access | undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
