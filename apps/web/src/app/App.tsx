import { MantineProvider } from '@mantine/core';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ApiError } from '../shared/api';
import { ElevationProvider } from '../shared/elevation';
import { meQuery } from '../shared/queries';
import { sessionEnded } from '../shared/session';
import { UndoProvider } from '../shared/undo';
import { nonce } from './csp';
import { createAppRouter } from './router';
import { theme } from './theme';

/** A session that ended, or none. */
function onError(error: unknown): void {
  if (!(error instanceof ApiError) || error.status !== 401) return;
  if (location.pathname === '/dang-nhap') return;
  // Somebody is at work: ask for the password over the screen. Nobody was: the router asks them to sign in.
  if (client.getQueryData(meQuery.queryKey)) sessionEnded(true);
  else void router.navigate({ to: '/dang-nhap', search: { tiep: location.pathname + location.search } });
}

/** A refusal stays a refusal; only a lost connection or a fault of the server is worth another try. */
function worthRetry(count: number, error: unknown): boolean {
  return count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502);
}

const client = new QueryClient({
  defaultOptions: { queries: { retry: worthRetry, retryDelay: 800, staleTime: 3_000 } },
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
});

const router = createAppRouter(client);

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

export function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme="light" getStyleNonce={() => nonce}>
      <QueryClientProvider client={client}>
        <ElevationProvider>
          <UndoProvider>
            <RouterProvider router={router} />
          </UndoProvider>
        </ElevationProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
