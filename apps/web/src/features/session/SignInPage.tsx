import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import type { Me, SampleSignIns } from '#contract';
import { call } from '../../shared/api';
import { setLanguage } from '../../shared/i18n';
import { useWords } from '../../shared/labels';
import { sampleQuery } from '../../shared/queries';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import classes from './SignInPage.module.css';

/** Only a page of this site may be the next one. */
function safe(next = '/viec'): string {
  const here = location.origin;
  return URL.canParse(next, here) && new URL(next, here).origin === here ? next : '/viec';
}

function useSignIn() {
  const { tiep } = useSearch({ from: '/dang-nhap' });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const signIn = async (login: string, password: string): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await call<Me>('POST', '/session', { body: { login, password } });
      // Another person, another page: nothing that was fetched before is left, not even what the browser fetched ahead.
      location.assign(safe(tiep));
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  };
  return { signIn, error, busy };
}

export function SignInPage() {
  const { t, language } = useWords();
  const { signIn, error, busy } = useSignIn();
  const { data: sample } = useQuery(sampleQuery);
  useEffect(() => {
    document.title = `${t('session.title')} · Laurel`;
  }, [t]);
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <div>
          <p className={classes.product}>{t('app.name')}</p>
          <h1>{t('session.title')}</h1>
        </div>
        <Button
          variant="default"
          lang={language === 'vi' ? 'en' : 'vi'}
          onClick={() => void setLanguage(language === 'vi' ? 'en' : 'vi')}
        >
          {language === 'vi' ? 'English' : 'Tiếng Việt'}
        </Button>
      </header>
      <Form onSend={signIn} error={error} busy={busy} />
      {sample ? <Samples sample={sample} busy={busy} onPick={(login) => void signIn(login, sample.password)} /> : null}
    </main>
  );
}

interface FormProps {
  onSend: (login: string, password: string) => Promise<void>;
  error: unknown;
  busy: boolean;
}

function Form({ onSend, error, busy }: FormProps) {
  const { t } = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onSend(login, password);
  };
  return (
    <Panel>
      <form className={classes.form} onSubmit={submit}>
        {error ? <Refused error={error} /> : null}
        <TextInput
          label={t('session.login')}
          autoComplete="username"
          required
          value={login}
          onChange={(e) => setLogin(e.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
        />
        <Button type="submit" loading={busy}>
          {t('session.signIn')}
        </Button>
      </form>
    </Panel>
  );
}

interface SamplesProps {
  sample: SampleSignIns;
  busy: boolean;
  onPick: (login: string) => void;
}

/** Sample mode only: invented people of an invented federation. */
function Samples({ sample, busy, onPick }: SamplesProps) {
  const { t, word } = useWords();
  return (
    <Panel title={t('session.samples')} side={<span className={classes.mark}>{t('app.sample')}</span>}>
      <p>{t('session.samplesNote')}</p>
      <ul className={classes.people}>
        {sample.people.map((p) => (
          <li key={p.login}>
            <button type="button" className={classes.person} disabled={busy} onClick={() => onPick(p.login)}>
              <strong>{p.name}</strong>
              <span>
                {word('role', p.role)} · {p.unit}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
