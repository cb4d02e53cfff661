import { Button, Modal, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useState, type FormEvent, type ReactNode } from 'react';
import type { Me } from '#contract';
import { ApiError, call } from './api';
import { useWords } from './labels';
import { meQuery } from './queries';
import { Refused } from './ui/states';
import classes from './elevation.module.css';

type Ask = () => Promise<boolean>;
const Elevation = createContext<Ask>(() => Promise.resolve(false));

/** Asks for the password when a deed needs it; the promise tells whether it was given. */
export function ElevationProvider({ children }: { children: ReactNode }) {
  const [answer, setAnswer] = useState<((given: boolean) => void) | null>(null);
  const ask: Ask = () => new Promise((resolve) => setAnswer(() => resolve));
  const finish = (given: boolean): void => {
    answer?.(given);
    setAnswer(null);
  };
  return (
    <Elevation value={ask}>
      {children}
      {answer ? <PasswordDialog onDone={finish} /> : null}
    </Elevation>
  );
}

function PasswordDialog({ onDone }: { onDone: (given: boolean) => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      const me = await call<Me>('POST', '/session/confirm', { body: { password } });
      client.setQueryData(meQuery.queryKey, me);
      onDone(true);
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={() => onDone(false)}
      title={t('elevation.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form className={classes.form} onSubmit={(e) => void submit(e)}>
        <p>{t('elevation.why')}</p>
        {error ? <Refused error={error} /> : null}
        <PasswordInput
          label={t('session.password')}
          autoComplete="current-password"
          data-autofocus
          required
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={busy}>
            {t('elevation.confirm')}
          </Button>
          <Button variant="default" onClick={() => onDone(false)}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Runs a deed; when the server asks for the password, asks for it and repeats the same deed with the same key. */
export function useElevated(): <T>(deed: () => Promise<T>) => Promise<T> {
  const ask = use(Elevation);
  return async (deed) => {
    try {
      return await deed();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'elevation-needed') throw error;
      if (!(await ask())) throw error;
      return deed();
    }
  };
}
