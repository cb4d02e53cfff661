import { startApi, type Api, type ApiOptions } from '#api';
import { createLogger, readConfig } from '#platform';

/** The API in test mode on a free port, without database or features of its own unless `options` bring them. */
export async function startTestApi(options: Partial<ApiOptions> & { env?: Record<string, string> } = {}): Promise<Api> {
  const { env, ...rest } = options;
  const config = readConfig({ NODE_ENV: 'test', LAUREL_MODE: 'test', PORT: '0', ...env });
  return startApi({ config, logger: createLogger(process.env['LAUREL_TEST_LOG'] ?? 'silent'), ...rest });
}
