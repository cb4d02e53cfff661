import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useOnline } from '../shared/hooks';
import { useKeys } from '../shared/keys';
import { useWords } from '../shared/labels';
import { meQuery } from '../shared/queries';
import { useSessionEnded } from '../shared/session';
import { useStream } from '../shared/stream/use-stream';
import { Loading } from '../shared/ui/states';
import { AccountDialog } from './AccountDialog';
import { Header } from './Header';
import { KeySheet } from './KeySheet';
import { Navigation } from './Navigation';
import { SessionDialog } from './SessionDialog';
import classes from './Shell.module.css';

/** Header, navigation and the screen; on phones the navigation is a bar at the bottom. */
export function Shell() {
  const { t } = useWords();
  const { data: me } = useSuspenseQuery(meQuery);
  const online = useOnline();
  const ended = useSessionEnded();
  useStream(me.person.id);
  const [dialog, setDialog] = useState<'account' | 'keys' | null>(null);
  useKeys({ F1: () => setDialog('keys') });
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        {t('nav.skip')}
      </a>
      <Header me={me} onAccount={() => setDialog('account')} />
      <Navigation me={me} />
      <main id="main" className={classes.main} tabIndex={-1}>
        {online ? null : <Offline />}
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      {ended ? <SessionDialog me={me} /> : null}
      {dialog === 'account' ? (
        <AccountDialog me={me} onClose={() => setDialog(null)} onKeys={() => setDialog('keys')} />
      ) : null}
      {dialog === 'keys' ? <KeySheet onClose={() => setDialog(null)} /> : null}
    </div>
  );
}

/** What becomes of what is being typed: an opinion is kept on this computer, a choice in a ballot nowhere but in the page. */
function Offline() {
  const { t } = useWords();
  const voting = useLocation({ select: (l) => l.pathname.startsWith('/hoi-dong/') });
  return (
    <p className={classes.offline} role="status">
      {t(voting ? 'problem.offlineBallot' : 'problem.offlineBanner')}
    </p>
  );
}
