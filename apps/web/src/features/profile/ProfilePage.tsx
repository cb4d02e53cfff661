import { Button, Checkbox, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Me, Preferences } from '#contract';
import { useWords } from '../../shared/labels';
import { usePreferences } from '../../shared/preferences';
import { importRightsQuery, meQuery } from '../../shared/queries';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Refused } from '../../shared/ui/states';
import { setLanguage } from '../../shared/i18n';
import { Absence } from './Absence';
import { Delegations } from './Delegations';
import classes from './ProfilePage.module.css';

/** Who one is here, and what one chose: language, shortcuts, mails. It follows to every computer. */
export function ProfilePage() {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const { choose, error } = usePreferences();
  return (
    <Page title={t('profile.title')}>
      {error ? <Refused error={error} /> : null}
      {me ? (
        <div className={classes.page}>
          <Who me={me} />
          <Registers />
          <Delegations me={me} />
          <Absence me={me} />
          <LanguageChoice />
          <Panel title={t('account.singleKeys')}>
            <Checkbox
              checked={me.preferences.singleKeys}
              label={t('profile.singleKeysOn')}
              description={t('account.singleKeysNote')}
              onChange={(e) => choose({ singleKeys: e.currentTarget.checked })}
            />
          </Panel>
          <MailChoice chosen={me.preferences.mail} onChoose={(mail) => choose({ mail })} />
        </div>
      ) : null}
    </Page>
  );
}

function Who({ me }: { me: Me }) {
  const { t, word } = useWords();
  return (
    <Panel title={me.person.name}>
      <p className={classes.soft}>
        {t('people.login')}: {me.login}
      </p>
      <ul className={classes.seats}>
        {me.seats.map((s) => (
          <li key={s.id}>
            <strong>{word('role', s.role)}</strong>, {s.unit.name}
            {s.onBehalfOf ? (
              <span className={classes.soft}>
                {' – '}
                {t('people.onBehalf', { form: `${s.onBehalfOf.form}.`, name: s.onBehalfOf.name })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {me.seats.length === 0 ? <p>{t('app.noSeat')}</p> : null}
    </Panel>
  );
}

/** The way to the registers, for those whom the server lets bring files. */
function Registers() {
  const { t } = useWords();
  const { data } = useQuery(importRightsQuery);
  if (!data || data.rights.length === 0) return null;
  return (
    <Panel title={t('people.registers')}>
      <p className={classes.soft}>{t('people.registersNote')}</p>
      <p>
        <Link to="/danh-ba/nhap">{t('people.importRegisters')}</Link>
      </p>
    </Panel>
  );
}

function LanguageChoice() {
  const { t, language } = useWords();
  const { choose } = usePreferences();
  return (
    <Panel title={t('profile.language')}>
      <div className={classes.row}>
        {(['vi', 'en'] as const).map((l) => (
          <Button
            key={l}
            lang={l}
            variant={language === l ? 'filled' : 'default'}
            aria-pressed={language === l}
            onClick={() => {
              void setLanguage(l);
              choose({ language: l });
            }}
          >
            {l === 'vi' ? 'Tiếng Việt' : 'English'}
          </Button>
        ))}
      </div>
    </Panel>
  );
}

interface MailProps {
  chosen: Preferences['mail'];
  onChoose: (mail: Preferences['mail']) => void;
}

function MailChoice({ chosen, onChoose }: MailProps) {
  const { t } = useWords();
  return (
    <Panel title={t('profile.mail')}>
      <fieldset className={classes.options} id="mail">
        <legend className={classes.soft}>{t('profile.mailNote')}</legend>
        {(['each', 'daily', 'none'] as const).map((mail) => (
          <Radio
            key={mail}
            classNames={{ body: classes.choice }}
            name="mail"
            checked={chosen === mail}
            onChange={() => onChoose(mail)}
            label={t(`profile.mailChoice.${mail}`)}
          />
        ))}
      </fieldset>
    </Panel>
  );
}
