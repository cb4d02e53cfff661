import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Notifications } from '#contract';
import { call } from '../../shared/api';
import { moment } from '../../shared/format';
import { useWords } from '../../shared/labels';
import { meQuery, notificationsQuery } from '../../shared/queries';
import { ExportLink } from '../../shared/ui/ExportLink';
import { Page } from '../../shared/ui/Page';
import { Empty, Failed, Loading } from '../../shared/ui/states';
import classes from './NotificationsPage.module.css';

type Notice = Notifications['notifications'][number];

export function NotificationsPage() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const list = useQuery(notificationsQuery(language));
  const { data: me } = useQuery(meQuery);
  const read = useMutation({
    mutationFn: () => call<void>('POST', '/notifications/read', { body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const notices = list.data?.notifications;
  return (
    <Page
      title={t('nav.notices')}
      tools={
        list.data && list.data.unread > 0 ? (
          <Button variant="default" loading={read.isPending} onClick={() => read.mutate()}>
            {t('notices.readAll')}
          </Button>
        ) : null
      }
    >
      {list.error ? (
        <Failed
          error={list.error}
          what={t('notices.failed')}
          onRetry={() => void list.refetch()}
          shownSince={notices ? list.dataUpdatedAt : undefined}
        />
      ) : null}
      {!notices ? list.error ? null : <Loading /> : null}
      {notices?.length === 0 ? (
        <Empty title={t('notices.empty')}>
          <p>{t('notices.emptyNext')}</p>
        </Empty>
      ) : null}
      <p className={classes.at}>
        {me ? `${t('profile.mail')}: ${t(`profile.mailChoice.${me.preferences.mail}`)}. ` : null}
        <Link to="/ca-nhan" hash="mail">
          {t('notices.mailChoice')}
        </Link>
      </p>
      <ul className={classes.list}>
        {notices?.map((n) => (
          <Row key={n.id} notice={n} />
        ))}
      </ul>
      {notices && notices.length > 0 ? <ExportLink list="notices" filters={{}} /> : null}
    </Page>
  );
}

function Row({ notice }: { notice: Notice }) {
  const { t } = useWords();
  const title = (
    <>
      {notice.readAt ? null : <span className={classes.new}>{t('notices.new')} </span>}
      {notice.title}
    </>
  );
  return (
    <li className={classes.row} data-new={notice.readAt === null || undefined}>
      <p className={classes.title}>
        {notice.nomination ? (
          <Link to="/ho-so/$id" params={{ id: notice.nomination }}>
            {title}
          </Link>
        ) : notice.document ? (
          <Link to="/van-ban/$id" params={{ id: notice.document }}>
            {title}
          </Link>
        ) : (
          title
        )}
      </p>
      <p className={classes.body}>{notice.body}</p>
      <p className={classes.at}>{moment(notice.at)}</p>
    </li>
  );
}
