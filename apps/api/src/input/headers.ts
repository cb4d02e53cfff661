import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { malformed, type Schema } from '../problems/malformed.js';

/**
 * Request headers checked by a schema: `@CheckedHeaders(CommandHeaders) headers: CommandHeaders`. The schema must let
 * unknown keys pass. OpenAPI does not see it: add `@ApiHeader`.
 */
export const CheckedHeaders = createParamDecorator(async (schema: Schema, context: ExecutionContext) => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const result = await schema['~standard'].validate(headers);
  if (result.issues) throw malformed(result.issues);
  return result.value;
});
