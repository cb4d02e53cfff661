import { Button } from '@mantine/core';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import classes from './InboxPage.module.css';
import { pausedAt, resume } from './sitting';

/** Back at the inbox after a break: go on where one stopped. */
export function Paused() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { searchStr } = useLocation();
  const [pause, setPause] = useState(pausedAt);
  if (!pause) return null;
  const close = (): void => {
    resume();
    setPause(null);
  };
  return (
    <p className={classes.paused} role="status">
      <span>{t('inbox.paused', { at: moment(pause.at), done: pause.done })}</span>
      {pause.search === searchStr ? null : (
        <Button
          variant="default"
          onClick={() => {
            close();
            void navigate({ href: `/viec${pause.search}` });
          }}
        >
          {t('inbox.resume')}
        </Button>
      )}
      <Button variant="default" onClick={close}>
        {t('common.close')}
      </Button>
    </p>
  );
}
