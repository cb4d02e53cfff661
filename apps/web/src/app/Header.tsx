import { Button, TextInput } from '@mantine/core';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Me } from '#contract';
import { usePhone, useRested } from '../shared/hooks';
import { useWords } from '../shared/labels';
import { useLanguageSwitch } from '../shared/preferences';
import classes from './Header.module.css';

export function Header({ me, onAccount }: { me: Me; onAccount: () => void }) {
  const { t, word, language } = useWords();
  const phone = usePhone();
  const switchLanguage = useLanguageSwitch();
  const seat = me.seats[0];
  const more = me.seats.length - 1;
  return (
    <header className={classes.header}>
      <p className={classes.product}>
        <strong>{t('app.name')}</strong>
        <span className={classes.seat}>
          {seat ? `${seat.unit.name} · ${word('role', seat.role)}` : t('app.noSeat')}
          {more > 0 ? ` ${t('app.moreSeats', { count: more })}` : ''}
        </span>
        {me.mode === 'sample' ? <span className={classes.sample}>{t('app.sample')}</span> : null}
      </p>
      <Search />
      <Button
        className={classes.language}
        variant="default"
        lang={language === 'vi' ? 'en' : 'vi'}
        onClick={switchLanguage}
      >
        {language === 'vi' ? 'English' : 'Tiếng Việt'}
      </Button>
      <Button variant="default" onClick={onAccount} aria-haspopup="dialog">
        <span className={classes.person}>{phone ? t('account.open') : me.person.name}</span>
      </Button>
    </header>
  );
}

/** Narrows the inbox or the dossiers while one of them is open, searches everything from elsewhere. Keeps its focus while results change. */
function Search() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const inInbox = pathname === '/viec';
  const current = inInbox || pathname === '/ho-so' || pathname === '/tim-kiem' ? (search.q ?? '') : '';
  const [typed, setTyped] = useState(current);
  const [sent, setSent] = useState(current);
  const rested = useRested(typed);
  // The address changed by itself (back, a filter link): follow it.
  if (current !== sent) {
    setSent(current);
    setTyped(current);
  }
  useEffect(() => {
    if (rested !== typed || rested === sent) return;
    setSent(rested);
    const q = rested.trim() === '' ? undefined : rested;
    if (inInbox)
      void navigate({ from: '/viec', to: '/viec', search: (s) => ({ ...s, q, selected: undefined }), replace: true });
    else if (pathname === '/ho-so')
      void navigate({ from: '/ho-so', to: '/ho-so', search: (s) => ({ ...s, q }), replace: true });
    else if (q) void navigate({ to: '/tim-kiem', search: { q } });
  }, [rested, typed, sent, inInbox, pathname, navigate]);
  return (
    <TextInput
      className={classes.search}
      type="search"
      aria-label={t('app.search')}
      placeholder={t('app.search')}
      value={typed}
      onChange={(e) => setTyped(e.currentTarget.value)}
    />
  );
}
