import { ProblemError } from './problem.js';

type PathSegment = PropertyKey | { readonly key: PropertyKey };

/** What a Standard Schema (zod here) says about one wrong value. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly PathSegment[] | undefined;
}

/** Anything that checks by the Standard Schema protocol. */
export interface Schema {
  readonly '~standard': { validate(value: unknown): Checked | Promise<Checked> };
}
type Checked = { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/** A hostile body could have thousands of wrong fields. */
const SHOWN = 100;

/** RFC 6901 pointer to a field; the empty pointer is the whole body. */
export function pointerTo(path: readonly PathSegment[]): string {
  return path
    .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
    .map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** One error per wrong field; zod names unknown keys together on their parent, here each gets its own pointer. */
function errorsOf(issue: Issue): { pointer: string; detail: string }[] {
  const path = issue.path ?? [];
  const { code, keys } = issue as { code?: unknown; keys?: unknown };
  if (code === 'unrecognized_keys' && Array.isArray(keys)) {
    return keys.map((key) => ({ pointer: pointerTo([...path, String(key)]), detail: 'unknown field' }));
  }
  return [{ pointer: pointerTo(path), detail: issue.message }];
}

/** 400 for what a schema did not accept. `under` names the parameter that a path of its own cannot know. */
export function malformed(issues: readonly Issue[], under: readonly string[] = []): ProblemError {
  const placed = under.length === 0 ? issues : issues.map((i) => ({ ...i, path: [...under, ...(i.path ?? [])] }));
  return new ProblemError('malformed', { errors: placed.flatMap(errorsOf).slice(0, SHOWN) });
}
