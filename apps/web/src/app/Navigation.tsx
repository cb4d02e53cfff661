import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Me } from '#contract';
import { usePhone } from '../shared/hooks';
import { useWords } from '../shared/labels';
import { countsQuery, unreadQuery } from '../shared/queries';
import classes from './Navigation.module.css';

/** Navigation by role; the number is the one on top of the inbox. */
export function Navigation({ me }: { me: Me }) {
  const { t } = useWords();
  const phone = usePhone();
  const { data: counts } = useQuery(countsQuery);
  const { data: unread } = useQuery(unreadQuery);
  const clerk = me.seats.some((s) => s.role === 'clerk');
  const ranks = me.seats.some((s) => s.role === 'secretary' || s.role === 'signer');
  const exact = { exact: true, includeSearch: false };
  const active = { className: classes.active };
  const badge = (n: number | undefined, name: string): ReactNode =>
    n ? (
      <span className={classes.badge}>
        <span aria-hidden>{n > 99 ? '99+' : n}</span>
        <span className={classes.hidden}>
          {n} {name}
        </span>
      </span>
    ) : null;
  return (
    <nav className={classes.nav} aria-label={t('nav.label')}>
      <Link to="/viec" className={classes.link} activeProps={active} activeOptions={{ includeSearch: false }}>
        {phone ? t('nav.inboxShort') : t('nav.inbox')} {badge(counts?.waiting, t('nav.waiting'))}
      </Link>
      <Link to="/ho-so" className={classes.link} activeProps={active} activeOptions={exact}>
        {t('nav.dossiers')}
      </Link>
      {clerk && !phone ? (
        <Link to="/ho-so/moi" className={classes.link} activeProps={active} activeOptions={exact}>
          {t('nav.newDossier')}
        </Link>
      ) : null}
      <Link to="/van-ban" className={classes.link} activeProps={active} activeOptions={{ includeSearch: false }}>
        {phone ? t('nav.documentsShort') : t('nav.documents')}
      </Link>
      <Link to="/hoi-dong" className={classes.link} activeProps={active} activeOptions={{ includeSearch: false }}>
        {phone ? t('nav.councilsShort') : t('nav.councils')}
      </Link>
      {ranks && !phone ? (
        <Link to="/lua-chon" className={classes.link} activeProps={active} activeOptions={{ includeSearch: false }}>
          {t('nav.selections')}
        </Link>
      ) : null}
      <Link to="/thong-bao" className={classes.link} activeProps={active} activeOptions={exact}>
        {t('nav.notices')} {badge(unread, t('nav.unread'))}
      </Link>
    </nav>
  );
}
