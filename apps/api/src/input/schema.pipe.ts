import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { malformed, type Schema } from '../problems/malformed.js';

/** Checks every `{ schema }` of a parameter. The pointer to a path parameter starts with its name. */
export class SchemaPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema, type, data } = metadata as ArgumentMetadata & { schema?: Schema };
    if (schema === undefined || type === 'custom') return value;
    const result = await schema['~standard'].validate(value);
    if (result.issues) throw malformed(result.issues, type !== 'body' && data !== undefined ? [data] : []);
    return result.value as T;
  }
}
