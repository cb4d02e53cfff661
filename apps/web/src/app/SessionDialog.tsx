import { Button, Modal, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Me } from '#contract';
import { call } from '../shared/api';
import { useWords } from '../shared/labels';
import { meQuery } from '../shared/queries';
import { sessionEnded } from '../shared/session';
import { Refused } from '../shared/ui/states';
import classes from './dialogs.module.css';

/** Signing in again over the screen as it is: nothing that was typed is lost. */
export function SessionDialog({ me }: { me: Me }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const again = await call<Me>('POST', '/session', { body: { login: me.login, password } });
      client.setQueryData(meQuery.queryKey, again);
      sessionEnded(false);
      await client.invalidateQueries();
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('session.ended')}
    >
      <form className={classes.stack} onSubmit={(e) => void submit(e)}>
        <p>{t('session.endedNote', { name: me.person.name })}</p>
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
        <Button type="submit" loading={busy}>
          {t('session.signIn')}
        </Button>
        <Button variant="default" onClick={() => location.assign('/dang-nhap')}>
          {t('session.other')}
        </Button>
      </form>
    </Modal>
  );
}
