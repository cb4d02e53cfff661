import { Button, Checkbox, Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Me } from '#contract';
import { call } from '../shared/api';
import { useWords } from '../shared/labels';
import { useLanguageSwitch, usePreferences } from '../shared/preferences';
import { Refused } from '../shared/ui/states';
import classes from './dialogs.module.css';

interface AccountProps {
  me: Me;
  onClose: () => void;
  onKeys: () => void;
}

/** Who is signed in, in which seats; the key switch; the way out. */
export function AccountDialog({ me, onClose, onKeys }: AccountProps) {
  const { t, word } = useWords();
  const switchLanguage = useLanguageSwitch();
  const { choose, error } = usePreferences();
  const signOut = async (): Promise<void> => {
    await call<void>('DELETE', '/session').catch(() => undefined);
    forgetDrafts();
    // A new page: nothing of this person stays in memory.
    location.assign('/dang-nhap');
  };
  return (
    <Modal opened onClose={onClose} title={t('account.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div className={classes.stack}>
        <p>
          <strong>{me.person.name}</strong> ({me.login})
        </p>
        <ul className={classes.seats}>
          {me.seats.map((s) => (
            <li key={s.id}>
              {word('role', s.role)} – {s.unit.name}
            </li>
          ))}
        </ul>
        <Checkbox
          checked={me.preferences.singleKeys}
          label={t('account.singleKeys')}
          description={t('account.singleKeysNote')}
          onChange={(e) => choose({ singleKeys: e.currentTarget.checked })}
        />
        {error ? <Refused error={error} /> : null}
        <Button variant="default" onClick={switchLanguage}>
          {t('account.language')}
        </Button>
        <Link to="/ca-nhan" onClick={onClose} className={classes.link}>
          {t('profile.open')}
        </Link>
        <Link to="/tro-giup" onClick={onClose} className={classes.link}>
          {t('help.title')}
        </Link>
        <Button variant="default" onClick={onKeys}>
          {t('keys.title')} (F1)
        </Button>
        <Button onClick={() => void signOut()}>{t('session.signOut')}</Button>
      </div>
    </Modal>
  );
}

/** Opinions being typed belong to the person who leaves. */
function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('laurel.opinion.')) localStorage.removeItem(key);
  }
}
