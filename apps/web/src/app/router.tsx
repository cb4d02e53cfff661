import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { documentKinds, documentStates, type DocumentKind, type DocumentState } from '#domain/vocabulary';
import { fetchAhead } from '../features/inbox/fetch-ahead';
import { InboxPage } from '../features/inbox/InboxPage';
import { ApiError } from '../shared/api';
import { wordsOf } from '../shared/i18n';
import { meQuery } from '../shared/queries';
import { NotFound } from '../shared/ui/states';
import { Crashed } from './Crashed';
import { dossierSearch, dossiersSearch, inboxSearch, oneOf, text, type Search } from './search-params';
import { Shell } from './Shell';

interface Context {
  client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/dang-nhap',
  validateSearch: (s: Search): { tiep?: string } => ({ tiep: text(s['tiep']) }),
  component: lazyRouteComponent(() => import('../features/session/SignInPage'), 'SignInPage'),
});

/** Every screen behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        throw redirect({ to: '/dang-nhap', search: { tiep: location.href } });
      }
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/viec' });
  },
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/viec',
  validateSearch: inboxSearch,
  loader: ({ context, location }) => void fetchAhead(context.client, inboxSearch(location.search)),
  // Only once: afterwards the screen asks for what it needs.
  staleTime: Infinity,
  component: InboxPage,
});

const bulk = createRoute({
  getParentRoute: () => inside,
  path: '/viec/dong-y',
  component: lazyRouteComponent(() => import('../features/inbox/BulkPage'), 'BulkPage'),
});

const dossiers = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so',
  validateSearch: dossiersSearch,
  component: lazyRouteComponent(() => import('../features/dossiers/ListPage'), 'ListPage'),
});

const newDossier = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/moi',
  loader: wordsOf('create', 'lists'),
  component: lazyRouteComponent(() => import('../features/dossiers/NewPage'), 'NewPage'),
});

const newList = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/danh-sach',
  loader: wordsOf('create', 'lists'),
  component: lazyRouteComponent(() => import('../features/dossiers/lists/UploadPage'), 'UploadPage'),
});

const nomineeList = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/danh-sach/$id',
  loader: wordsOf('create', 'lists'),
  component: lazyRouteComponent(() => import('../features/dossiers/lists/ListPage'), 'ListPage'),
});

const dossier = createRoute({
  getParentRoute: () => inside,
  path: '/ho-so/$id',
  validateSearch: dossierSearch,
  loader: wordsOf('chart', 'complaints', 'create', 'dossier'),
  component: lazyRouteComponent(() => import('../features/dossiers/DossierPage'), 'DossierPage'),
});

const documents = createRoute({
  getParentRoute: () => inside,
  path: '/van-ban',
  validateSearch: (s: Search): { state?: DocumentState } => ({ state: oneOf(s['state'], documentStates) }),
  loader: wordsOf('documents'),
  component: lazyRouteComponent(() => import('../features/documents/ListPage'), 'ListPage'),
});

const compose = createRoute({
  getParentRoute: () => inside,
  path: '/van-ban/moi',
  validateSearch: (s: Search): { award?: string; kind?: DocumentKind } => ({
    award: text(s['award']),
    kind: oneOf(s['kind'], documentKinds),
  }),
  loader: wordsOf('documents'),
  component: lazyRouteComponent(() => import('../features/documents/ComposePage'), 'ComposePage'),
});

const document = createRoute({
  getParentRoute: () => inside,
  path: '/van-ban/$id',
  loader: wordsOf('documents'),
  component: lazyRouteComponent(() => import('../features/documents/DocumentPage'), 'DocumentPage'),
});

const correction = createRoute({
  getParentRoute: () => inside,
  path: '/van-ban/$id/dinh-chinh',
  loader: wordsOf('documents'),
  component: lazyRouteComponent(() => import('../features/documents/CorrectPage'), 'CorrectPage'),
});

const annulment = createRoute({
  getParentRoute: () => inside,
  path: '/van-ban/$id/huy-bo',
  loader: wordsOf('documents'),
  component: lazyRouteComponent(() => import('../features/documents/AnnulPage'), 'AnnulPage'),
});

const councils = createRoute({
  getParentRoute: () => inside,
  path: '/hoi-dong',
  loader: wordsOf('councils'),
  component: lazyRouteComponent(() => import('../features/councils/ListPage'), 'ListPage'),
});

const sitting = createRoute({
  getParentRoute: () => inside,
  path: '/hoi-dong/$id',
  loader: wordsOf('councils'),
  component: lazyRouteComponent(() => import('../features/councils/SittingPage'), 'SittingPage'),
});

const act = createRoute({
  getParentRoute: () => inside,
  path: '/dot-xu-ly/$id',
  loader: wordsOf('acts'),
  component: lazyRouteComponent(() => import('../features/acts/ActPage'), 'ActPage'),
});

const selections = createRoute({
  getParentRoute: () => inside,
  path: '/lua-chon',
  loader: wordsOf('selections'),
  component: lazyRouteComponent(() => import('../features/selections/ListPage'), 'ListPage'),
});

const selection = createRoute({
  getParentRoute: () => inside,
  path: '/lua-chon/$id',
  loader: wordsOf('selections'),
  component: lazyRouteComponent(() => import('../features/selections/SelectionPage'), 'SelectionPage'),
});

const notices = createRoute({
  getParentRoute: () => inside,
  path: '/thong-bao',
  component: lazyRouteComponent(() => import('../features/notifications/NotificationsPage'), 'NotificationsPage'),
});

const profile = createRoute({
  getParentRoute: () => inside,
  path: '/ca-nhan',
  loader: wordsOf('people'),
  component: lazyRouteComponent(() => import('../features/profile/ProfilePage'), 'ProfilePage'),
});

const importing = createRoute({
  getParentRoute: () => inside,
  path: '/danh-ba/nhap',
  loader: wordsOf('imports'),
  component: lazyRouteComponent(() => import('../features/registers/ImportPage'), 'ImportPage'),
});

const imported = createRoute({
  getParentRoute: () => inside,
  path: '/danh-ba/nhap/$id',
  loader: wordsOf('imports'),
  component: lazyRouteComponent(() => import('../features/registers/LookPage'), 'LookPage'),
});

const help = createRoute({
  getParentRoute: () => inside,
  path: '/tro-giup',
  component: lazyRouteComponent(() => import('../features/help/HelpPage'), 'HelpPage'),
});

const search = createRoute({
  getParentRoute: () => inside,
  path: '/tim-kiem',
  validateSearch: (s: Search): { q?: string } => ({ q: text(s['q']) }),
  component: lazyRouteComponent(() => import('../features/search/SearchPage'), 'SearchPage'),
});

const tree = root.addChildren([
  home,
  signIn,
  inside.addChildren([
    profile,
    importing,
    imported,
    help,
    search,
    inbox,
    bulk,
    dossiers,
    newDossier,
    newList,
    nomineeList,
    dossier,
    documents,
    compose,
    document,
    correction,
    annulment,
    councils,
    sitting,
    act,
    selections,
    selection,
    notices,
  ]),
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultErrorComponent: Crashed,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });
}
