import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { malformed, type Schema } from '../problems/malformed.js';

/** Wrapped, because Nest takes for a pipe whatever has a method `transform`, as zod's schemas do. */
interface Wanted {
  readonly headers: Schema;
}

const Checked = createParamDecorator(async (wanted: Wanted, context: ExecutionContext) => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const result = await wanted.headers['~standard'].validate(headers);
  if (result.issues) throw malformed(result.issues);
  return result.value;
});

/**
 * Request headers checked by a schema: `@CheckedHeaders(CommandHeaders) headers: CommandHeaders`. The schema must let
 * unknown keys pass. OpenAPI does not see it: add `@ApiHeader`.
 */
export function CheckedHeaders(headers: Schema): ParameterDecorator {
  return Checked({ headers });
}
