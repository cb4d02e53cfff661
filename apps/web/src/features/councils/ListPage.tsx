import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { day } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { ExportLink } from '../../shared/ui/ExportLink';
import { Page } from '../../shared/ui/Page';
import { Panel } from '../../shared/ui/Panel';
import { Empty, Failed, Loading } from '../../shared/ui/states';
import classes from './councils.module.css';
import { PlanSitting } from './PlanSitting';
import { councilQuery, councilsQuery } from './queries';

/** Councils of my units, each with its sittings. */
export function ListPage() {
  const { t } = useWords();
  const list = useQuery(councilsQuery);
  const councils = list.data?.councils;
  return (
    <Page title={t('councils.heading')} tools={<Link to="/lua-chon">{t('councils.selections')}</Link>}>
      {list.error ? (
        <Failed error={list.error} what={t('councils.failed')} onRetry={() => void list.refetch()} />
      ) : null}
      {!councils && !list.error ? <Loading /> : null}
      {councils?.length === 0 ? (
        <Empty title={t('councils.empty')}>
          <p>{t('councils.emptyNext')}</p>
        </Empty>
      ) : null}
      <div className={classes.stack}>
        {councils?.map((c) => (
          <Council key={c.id} id={c.id} />
        ))}
      </div>
      {councils && councils.length > 0 ? <ExportLink list="councils" filters={{}} /> : null}
    </Page>
  );
}

function Council({ id }: { id: string }) {
  const { t } = useWords();
  const { data: council, error, refetch } = useQuery(councilQuery(id));
  if (error) return <Failed error={error} what={t('councils.failed')} onRetry={() => void refetch()} />;
  if (!council) return <Loading rows={2} />;
  return (
    <Panel title={council.name}>
      <p className={classes.soft}>
        {council.unit.name} · {t('councils.size', { count: council.size })}
      </p>
      {council.secret ? null : <p className={classes.warning}>{t('councils.tooSmall')}</p>}
      {council.sittings.length === 0 ? <p>{t('councils.noSitting')}</p> : null}
      <ul className={classes.lines}>
        {council.sittings.map((s) => (
          <li key={s.id} className={classes.line}>
            <Link to="/hoi-dong/$id" params={{ id: s.id }}>
              {t('councils.sittingOf', { day: day(s.heldOn) })}
            </Link>
            <span className={classes.soft}>{t(`councils.mode.${s.mode}`)}</span>
          </li>
        ))}
      </ul>
      {council.officer ? <PlanSitting council={council} /> : null}
    </Panel>
  );
}
