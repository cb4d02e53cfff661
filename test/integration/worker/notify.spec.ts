import { claimOutbox, noticeColumns, noticeJoins, noticeOf, renderNotice, type NoticeRow } from '#engine';
import { noticeTopics } from '#domain';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consumer } from '../../../apps/worker/src/consume.js';
import { digests } from '../../../apps/worker/src/notify/digest.js';
import { notifyEffect } from '../../../apps/worker/src/notify/effect.js';
import { createMailer, type Mail, type Mailer } from '../../../apps/worker/src/notify/mailer.js';
import { fixture, sinkFile, type Fixture } from './fixture.js';

let f: Fixture;
let mails: Mail[];
const words = { publicOrigins: ['https://laurel.example'], mode: 'test' } as const;

const mailer: Mailer = { send: async (mail) => void mails.push(mail), close: () => undefined };

beforeAll(async () => {
  f = await fixture();
});
afterAll(() => f.close());
beforeEach(() => {
  mails = [];
  f.dieAt = undefined;
});

/** Dispatches the one open row and consumes it, as the relay and a queue would. */
async function consume(with_: Mailer = mailer): Promise<void> {
  const process = consumer(f.engine, 'notify', notifyEffect(f.engine, with_, words));
  for (const { id, token } of await claimOutbox(f.engine.db)) await process({ outbox: id, token }, { id: 'job' });
}

const told = async (outbox: string) =>
  (await f.all<{ person_id: string }>('select person_id from notification where outbox_id = $1', [outbox])).map(
    (r) => r.person_id,
  );
const confirmed = async (outbox: string) =>
  (await f.one<{ yes: boolean }>('select confirmed_at is not null as yes from outbox where id = $1', [outbox])).yes;
const seats = (role: string) => ({ kind: 'seats', unit: f.unit, role });

describe('a notice', () => {
  it('reaches whoever holds the seat when it is told, not whoever held it', async () => {
    const now = await f.person({ role: 'appraiser' });
    await f.person({ role: 'appraiser', until: '2021-01-01' });
    const id = await f.notice('stepWaiting', await f.nomination(), seats('appraiser'));
    await consume();
    expect(await told(id)).toEqual([now]);
    expect(await confirmed(id)).toBe(true);
    expect(mails.map((m) => m.messageId)).toEqual([`<${id}.${now}@laurel.example>`]);
    expect(mails[0]?.text).toMatch(/đang chờ thẩm định[\s\S]*---[\s\S]*waiting for appraisal[\s\S]*\/ho-so\//);
  });

  it('is not for a person who may not see the nomination', async () => {
    const stranger = await f.person();
    const id = await f.notice('rejected', await f.nomination(), { kind: 'person', person: stranger });
    await consume();
    expect(await told(id)).toEqual([]);
    expect(await confirmed(id)).toBe(true);
  });

  it('stays in the application for a person without an address', async () => {
    const clerk = await f.person({ role: 'clerk', email: null });
    const id = await f.notice('returned', await f.nomination(), seats('clerk'));
    await consume();
    expect(await told(id)).toEqual([clerk]);
    expect(mails).toEqual([]);
    expect(await confirmed(id)).toBe(true);
  });

  it('reaches a nominee with an account', async () => {
    const subject = await f.person({ name: 'Lê Thị Bích' });
    const id = await f.notice('commended', await f.nomination({ subject, state: 'commended' }), { kind: 'subject' });
    await consume();
    expect(await told(id)).toEqual([subject]);
    expect(mails[0]?.subject).toBe('Được khen thưởng: Lê Thị Bích');
    expect(mails[0]?.text).not.toContain('đề nghị đồng chí');
  });

  it('reaches a nominee without an account through the clerk who nominated, and says so', async () => {
    const nominator = await f.person({ role: 'clerk' });
    await f.person({ role: 'clerk' });
    const id = await f.notice('commended', await f.nomination({ nominator, state: 'commended' }), { kind: 'subject' });
    await consume();
    expect(await told(id)).toEqual([nominator]);
    expect(mails[0]?.text).toMatch(/chưa có tài khoản: đề nghị đồng chí thông báo lại[\s\S]*please pass this on/);
  });

  it('tells whoever is clerk now when the one who nominated is not', async () => {
    await f.all("update seat set valid_to = '2021-01-01' where role = 'clerk'");
    const nominator = await f.person({ role: 'clerk', until: '2021-01-01' });
    const clerk = await f.person({ role: 'clerk' });
    const id = await f.notice('commended', await f.nomination({ nominator, state: 'commended' }), { kind: 'subject' });
    await consume();
    expect(await told(id)).toEqual([clerk]);
  });

  it('of one thing is told once to a person whom two rows name', async () => {
    const clerk = await f.person({ role: 'clerk' });
    const nomination = await f.nomination({ nominator: clerk, state: 'returned' });
    const other = await f.notice('returned', await f.nomination({ nominator: clerk }), {
      kind: 'person',
      person: clerk,
    });
    const rows = [
      await f.notice('returned', nomination, { kind: 'person', person: clerk }, 'returned'),
      await f.notice('returned', nomination, seats('clerk'), 'returned'),
    ];
    await f.all("update outbox set chain = 'n:same' where id = any($1)", [rows]);
    await consume();
    expect((await told(rows[0] ?? '')).length).toBe(0);
    expect(await told(rows[1] ?? '')).toContain(clerk);
    expect(await told(other)).toEqual([clerk]);
    expect(await Promise.all(rows.map(confirmed))).toEqual([true, true]);
  });

  it('that a turn has come is not mailed when the turn has passed', async () => {
    const signer = await f.person({ role: 'signer' });
    const nomination = await f.nomination({ state: 'awaitingDecision' });
    const id = await f.notice('stepWaiting', nomination, seats('signer'));
    await consume();
    expect(await told(id)).toEqual([signer]);
    expect(mails).toEqual([]);
  });

  it('of a document is for the people of its body', async () => {
    const document = '0198c0de-0000-7000-8000-000000000001';
    const signer = (await f.one<{ id: string }>("select person_id as id from seat where role = 'signer' limit 1")).id;
    await f.all(
      "insert into decision_document (id, body_id, kind, capacity, title, created_by) values ($1, $2, 'QĐ', 'TM', 'Khen thưởng quý III', $3)",
      [document, f.unit, signer],
    );
    const id = await f.outbox({ topic: 'documentToSign', document, to: seats('signer') });
    const other = await f.outbox({
      topic: 'documentToSign',
      document,
      to: { kind: 'person', person: await f.person() },
    });
    await consume();
    expect([await told(id), await told(other)]).toEqual([[signer], []]);
    expect(mails[0]?.subject).toBe('Văn bản chờ ký: Khen thưởng quý III');
  });
});

describe('a mail', () => {
  it('is sent again after a death before it was noted, with the same Message-ID (F5)', async () => {
    const person = await f.person({ role: 'secretary' });
    const id = await f.notice('stepWaiting', await f.nomination(), seats('secretary'));
    f.dieAt = 'notify:mailed';
    await expect(consume()).rejects.toThrow();
    f.dieAt = undefined;
    await f.leasesRunOut();
    await consume();
    await f.leasesRunOut();
    await consume();
    expect(mails.map((m) => m.messageId)).toEqual([1, 2].map(() => `<${id}.${person}@laurel.example>`));
    expect(await told(id)).toEqual([person]);
    expect(await confirmed(id)).toBe(true);
  });

  it.each(['notify:inserted', 'notify:confirmed'])('is sent once after a death at %s', async (at) => {
    await f.all("update seat set valid_to = '2021-01-01' where role = 'member'");
    await f.person({ role: 'member' });
    const id = await f.notice('stepWaiting', await f.nomination(), seats('member'));
    f.dieAt = at;
    await expect(consume()).rejects.toThrow();
    f.dieAt = undefined;
    await f.leasesRunOut();
    await consume();
    expect(mails).toHaveLength(1);
    expect(await told(id)).toHaveLength(1);
    expect(await confirmed(id)).toBe(true);
  });

  it('that is refused keeps nobody else waiting and is tried again', async () => {
    await f.all("update seat set valid_to = '2021-01-01' where role = 'auditor'");
    const [bad, good] = [await f.person({ role: 'auditor' }), await f.person({ role: 'auditor' })];
    const id = await f.notice('stepWaiting', await f.nomination(), seats('auditor'));
    const refusing: Mailer = {
      send: (mail) =>
        mail.to.address.startsWith(bad) ? Promise.reject(new Error('550 no such box')) : mailer.send(mail),
      close: () => undefined,
    };
    await expect(consume(refusing)).rejects.toThrow('550');
    expect(mails.map((m) => m.to.address)).toEqual([`${good}@laurel.test`]);
    expect(await f.one('select last_error, confirmed_at from outbox where id = $1', [id])).toEqual({
      last_error: '550 no such box',
      confirmed_at: null,
    });
    await f.leasesRunOut();
    await consume();
    expect(mails).toHaveLength(2);
    expect(await confirmed(id)).toBe(true);
  });

  it('is a file where there is no server', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'laurel-mail-'));
    const sink = createMailer({ smtpUrl: undefined, mailFrom: 'Laurel <laurel@localhost>', dataDir });
    const mail = {
      messageId: '<a.b@c>',
      to: { name: 'Hoa', address: 'hoa@laurel.test' },
      subject: 'Hồ sơ',
      text: 'Chờ',
    };
    await sink.send(mail);
    await sink.send(mail);
    expect(await readdir(join(dataDir, 'mail'))).toEqual([sinkFile('<a.b@c>')]);
    const text = await readFile(join(dataDir, 'mail', sinkFile('<a.b@c>')), 'utf8');
    expect(text).toMatch(/Message-ID: <a\.b@c>\r\n/);
    expect(text).toMatch(/Auto-Submitted: auto-generated/i);
  });
});

describe('the text of a notice', () => {
  it.each(noticeTopics)('%s is there in both languages and leaves nothing blank', (topic) => {
    for (const language of ['vi', 'en'] as const) {
      const { title, body } = renderNotice(topic, language, {});
      expect(`${title}\n${body}`).not.toMatch(/undefined|\bnull\b|\s{2,}/);
      expect(title.length).toBeGreaterThan(5);
    }
  });

  it('names nobody to a person who may not see the nomination any more', async () => {
    await f.all("update seat set valid_to = '2021-01-01' where role = 'appraiser'");
    const person = await f.person({ role: 'appraiser' });
    await f.notice('stepWaiting', await f.nomination(), seats('appraiser'));
    await consume();
    const read = async () => {
      const [row] = await f.all<NoticeRow>(
        `select ${noticeColumns} from notification x ${noticeJoins} where x.person_id = $1`,
        [person],
      );
      return renderNotice('stepWaiting', 'vi', noticeOf(row as NoticeRow)).body;
    };
    expect(await read()).toMatch(/^Hồ sơ HS-\w+ đề nghị tặng .* năm 2026 cho Trần Văn An .* đang chờ thẩm định\.$/);
    await f.all("update seat set valid_to = '2021-01-01' where person_id = $1", [person]);
    expect(await read()).toBe('Hồ sơ đang chờ thẩm định.');
  });
});

describe('a person who wants one mail a day', () => {
  const prefer = (person: string, mail: string) =>
    f.all('insert into preference (person_id, mail) values ($1, $2) on conflict (person_id) do update set mail = $2', [
      person,
      mail,
    ]);

  /** That hour of a day to come in Vietnam; the clock of the file stays there. */
  const clockTo = (hour: string) =>
    f.all(
      `update system_clock set ahead = ((to_date('2031-01-07', 'YYYY-MM-DD') + $1::time) at time zone 'Asia/Ho_Chi_Minh') - clock_timestamp()`,
      [hour],
    );

  it('gets none for each notice, and in the morning one with all of them, once', async () => {
    const clerk = await f.person({ role: 'clerk' });
    await prefer(clerk, 'daily');
    await clockTo('05:00');
    const ids = [
      await f.notice('returned', await f.nomination(), { kind: 'person', person: clerk }),
      await f.notice('returned', await f.nomination(), { kind: 'person', person: clerk }),
    ];
    await consume();
    expect(mails).toEqual([]);
    for (const id of ids) expect(await told(id)).toEqual([clerk]);
    await clockTo('06:59');
    await digests(f.engine, mailer, words)();
    expect(mails).toEqual([]);
    await clockTo('07:01');
    await digests(f.engine, mailer, words)();
    expect(mails.map((m) => m.messageId)).toEqual([
      expect.stringMatching(new RegExp(`^<digest\\.[\\d-]+\\.${clerk}@`)),
    ]);
    expect(mails[0]?.text.match(/•/g)).toHaveLength(4);
    await digests(f.engine, mailer, words)();
    expect(mails).toHaveLength(1);
  });

  it('gets it again when the provider did not take it, and who wants none gets none', async () => {
    const [clerk, quiet] = [await f.person({ role: 'clerk' }), await f.person({ role: 'clerk' })];
    await prefer(clerk, 'daily');
    await prefer(quiet, 'none');
    await f.notice('returned', await f.nomination(), { kind: 'person', person: clerk });
    await f.notice('returned', await f.nomination(), { kind: 'person', person: quiet });
    await consume();
    expect(mails).toEqual([]);
    const broken: Mailer = { send: () => Promise.reject(new Error('no')), close: () => undefined };
    await digests(f.engine, broken, words)().catch(() => undefined);
    const waits = 'select sent_at from mail_digest where person_id = $1';
    expect(await f.all(waits, [clerk])).toEqual([{ sent_at: null }]);
    await f.all('update mail_digest set lease_until = null where sent_at is null');
    await digests(f.engine, mailer, words)();
    expect(mails.map((m) => m.messageId.includes(clerk))).toEqual([true]);
    expect(mails.filter((m) => m.messageId.includes(quiet))).toEqual([]);
  });
});
