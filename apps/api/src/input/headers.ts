import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { malformed, type Schema } from '../problems/malformed.js';

interface Wanted {
  readonly schema: Schema;
}

/** The schema is wrapped: Nest takes whatever has a method `transform`, as zod's schemas do, for a pipe. */
const Checked = createParamDecorator(async ({ schema }: Wanted, context: ExecutionContext) => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const result = await schema['~standard'].validate(headers);
  if (result.issues) throw malformed(result.issues);
  return result.value;
});

/**
 * Request headers checked by a schema: `@CheckedHeaders(CommandHeaders) headers: CommandHeaders`. The schema must let
 * unknown keys pass. OpenAPI does not see it: add `@ApiHeader`.
 */
export function CheckedHeaders(schema: Schema): ParameterDecorator {
  return Checked({ schema });
}
