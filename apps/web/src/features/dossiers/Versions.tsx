import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { NominationView, Version, VersionDiff } from '#contract';
import { moment, size } from '../../shared/format';
import { capital, useWords } from '../../shared/labels';
import { factText, useAward } from '../../shared/nomination/facts';
import { diffQuery, versionsQuery } from '../../shared/queries';
import { Panel, Scrolled } from '../../shared/ui/Panel';
import { Empty, Failed, Loading } from '../../shared/ui/states';
import table from '../../shared/ui/table.module.css';
import classes from './Versions.module.css';

/** What changed from one frozen version to another; which two is in the address. */
export function Versions({ view }: { view: NominationView }) {
  const { t } = useWords();
  const all = useQuery({ ...versionsQuery(view.id, view.revision), enabled: !view.apart });
  const title = t('file.versions.title');
  if (view.apart) return <Panel title={title}>{t('file.apart')}</Panel>;
  if (all.error) return <Failed error={all.error} what={t('file.failed')} onRetry={() => void all.refetch()} />;
  if (!all.data) return <Loading />;
  const { versions } = all.data;
  return (
    <Panel title={title}>
      {versions.length === 0 ? <Empty title={t('file.versions.none')} /> : null}
      {versions.length === 1 ? (
        <Empty title={t('file.versions.one')}>
          <p>{t('file.versions.oneNext')}</p>
          <Hash version={versions[0]!} />
        </Empty>
      ) : null}
      {versions.length > 1 ? <Compared view={view} versions={versions} /> : null}
    </Panel>
  );
}

function Hash({ version }: { version: Version }) {
  const { t } = useWords();
  return (
    <p className={classes.soft}>
      {t('file.versions.option', { n: version.revision, at: moment(version.at) })} · {t('file.versions.hash')}{' '}
      <span className={classes.hash}>{version.hash}</span>
    </p>
  );
}

function Compared({ view, versions }: { view: NominationView; versions: Version[] }) {
  const { t } = useWords();
  const search = useSearch({ from: '/inside/ho-so/$id' });
  const navigate = useNavigate({ from: '/ho-so/$id' });
  const known = (n: number | undefined, or: Version | undefined): Version =>
    versions.find((v) => v.revision === n) ?? or ?? versions[0]!;
  const from = known(search.from, versions.at(-2));
  const to = known(search.to, versions.at(-1));
  const diff = useQuery(diffQuery(view.id, from.revision, to.revision));
  const data = versions.map((v) => ({
    value: String(v.revision),
    label: t('file.versions.option', { n: v.revision, at: moment(v.at) }),
  }));
  const pick = (which: 'from' | 'to') => (value: string) =>
    void navigate({ search: (s) => ({ ...s, [which]: Number(value) }), replace: true, resetScroll: false });
  return (
    <>
      <div className={classes.picker}>
        <NativeSelect
          label={t('file.versions.from')}
          value={String(from.revision)}
          onChange={(e) => pick('from')(e.currentTarget.value)}
          data={data}
        />
        <NativeSelect
          label={t('file.versions.to')}
          value={String(to.revision)}
          onChange={(e) => pick('to')(e.currentTarget.value)}
          data={data}
        />
      </div>
      <Hash version={from} />
      <Hash version={to} />
      {diff.error ? (
        <Failed error={diff.error} what={t('file.failed')} onRetry={() => void diff.refetch()} />
      ) : diff.data ? (
        <Differences view={view} diff={diff.data} />
      ) : (
        <Loading rows={3} />
      )}
    </>
  );
}

function Differences({ view, diff }: { view: NominationView; diff: VersionDiff }) {
  const { t } = useWords();
  const { added, removed, replaced } = diff.files;
  const files = added.length + removed.length + replaced.length;
  if (diff.facts.length + files + diff.statement.length === 0) return <p>{t('file.versions.same')}</p>;
  return (
    <div className={classes.differences}>
      {diff.facts.length > 0 ? <Facts view={view} diff={diff} /> : null}
      {files > 0 ? <Files view={view} diff={diff} /> : null}
      {diff.statement.length > 0 ? (
        <section>
          <h3>{t('file.versions.statement')}</h3>
          <p className={classes.statement}>
            {diff.statement.map((part, i) =>
              part.kind === 'added' ? (
                <ins key={i}>{part.text}</ins>
              ) : part.kind === 'removed' ? (
                <del key={i}>{part.text}</del>
              ) : (
                <span key={i}>{part.text}</span>
              ),
            )}
          </p>
        </section>
      ) : null}
    </div>
  );
}

function Facts({ view, diff }: { view: NominationView; diff: VersionDiff }) {
  const { t, said } = useWords();
  const award = useAward(view.award.code);
  type Value = VersionDiff['facts'][number]['before'];
  const value = (fact: string, given: Value): string => {
    if (given === null) return t('common.notEntered');
    const item = given.item ? view.items.find((i) => i.item === given.item) : undefined;
    const source = item ? said(item.label) : given.item ? given.item : t('source.declared');
    return `${factText(
      award?.facts.find((f) => f.fact === fact),
      given.value,
    )} (${source})`;
  };
  return (
    <section>
      <h3>{t('file.versions.facts')}</h3>
      <Scrolled label={t('file.versions.facts')}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('file.versions.fact')}</th>
              <th scope="col">{t('file.versions.before', { n: diff.from })}</th>
              <th scope="col">{t('file.versions.before', { n: diff.to })}</th>
            </tr>
          </thead>
          <tbody>
            {diff.facts.map((f) => (
              <tr key={f.fact}>
                <th scope="row">{capital(said(f.label))}</th>
                <td>
                  <del>{value(f.fact, f.before)}</del>
                </td>
                <td>
                  <ins>{value(f.fact, f.after)}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </section>
  );
}

type File = VersionDiff['files']['added'][number];

function Files({ view, diff }: { view: NominationView; diff: VersionDiff }) {
  const { t, said } = useWords();
  const label = (item: string): string => {
    const known = view.items.find((i) => i.item === item);
    return known ? capital(said(known.label)) : item;
  };
  const name = (file: File): string => `${file.name} (${size(file.size)}, SHA-256 ${file.sha256.slice(0, 12)})`;
  return (
    <section>
      <h3>{t('file.versions.files')}</h3>
      <ul className={classes.files}>
        {diff.files.replaced.map((r) => (
          <li key={r.after.id}>
            <strong>{label(r.item)}</strong> – {t('file.versions.replaced')}: <del>{name(r.before)}</del> →{' '}
            <ins>{name(r.after)}</ins>
          </li>
        ))}
        {diff.files.added.map((f) => (
          <li key={f.id}>
            <strong>{label(f.item)}</strong> – {t('file.versions.added')}: <ins>{name(f)}</ins>
          </li>
        ))}
        {diff.files.removed.map((f) => (
          <li key={f.id}>
            <strong>{label(f.item)}</strong> – {t('file.versions.removed')}: <del>{name(f)}</del>
          </li>
        ))}
      </ul>
    </section>
  );
}
