import type { SittingMinutes } from '#engine';
import { capitals, longDay, type Block, type Sheet, type Table } from './sheet.js';

type Ballot = SittingMinutes['ballots'][number];
type Result = Ballot['items'][number];

const roles = {
  chair: 'Chủ tịch Hội đồng',
  deputy: 'Phó Chủ tịch',
  secretary: 'Thư ký',
  member: 'Thành viên',
  substitute: 'Dự khuyết',
} as const;
const statuses = {
  present: 'Có mặt',
  writtenVote: 'Vắng, bỏ phiếu bằng văn bản',
  absent: 'Vắng',
  recused: 'Từ chối tham gia xét',
} as const;
const bases = {
  allMembers: 'tất cả thành viên',
  present: 'người bỏ phiếu',
  notRecused: 'thành viên không từ chối',
} as const;

/** Biên bản of a sitting: who was there, the agenda, each ballot with its base and its sum, and what the council decided. */
export function minutesSheet(minutes: SittingMinutes): Sheet {
  const { council, unit, heldOn, ballots } = minutes;
  const last = ballots.findLast((b) => b.closedAt !== null)?.closedAt;
  return {
    title: `Biên bản ${council}, ${longDay(heldOn)}`,
    created: new Date(last ?? `${heldOn}T00:00:00Z`),
    mark: null,
    above: capitals(unit),
    body: capitals(council),
    number: 'Số:       /BB-HĐ',
    day: longDay(heldOn).replace(/^n/, 'N'),
    blocks: [
      { kind: 'centred', text: 'BIÊN BẢN', size: 15 },
      { kind: 'centred', text: `Họp và kiểm phiếu của ${council}` },
      { kind: 'rule' },
      ...attendance(minutes),
      ...agenda(minutes),
      ...ballots.flatMap((b, i) => ballotBlocks(b, i + 1, ballots.length)),
      ...decisions(minutes),
    ],
    recipients: [],
    sign: { lines: ['CHỦ TỊCH HỘI ĐỒNG'], name: nameOf(minutes, 'chair') },
    beside: { lines: ['THƯ KÝ'], name: nameOf(minutes, 'secretary') },
    annex: null,
  };
}

const nameOf = ({ attendance: all }: SittingMinutes, role: 'chair' | 'secretary'): string | null =>
  all.find((a) => a.role === role)?.name ?? null;

const heading = (bold: string, text = ''): Block => ({ kind: 'text', bold, text });
const line = (text: string): Block => ({ kind: 'text', text });

function attendance({ attendance: all, heldOn, mode }: SittingMinutes): Block[] {
  const here = all.filter((a) => a.status !== null);
  return [
    heading('I. Thời gian, thành phần.'),
    line(
      `Hội đồng họp ${longDay(heldOn)}, bỏ phiếu ${mode === 'electronic' ? 'điện tử' : 'giấy'}. Thành phần như sau:`,
    ),
    {
      kind: 'table',
      table: {
        columns: [
          { head: 'STT', width: 8, align: 'center' },
          { head: 'Họ và tên', width: 34 },
          { head: 'Chức danh', width: 24 },
          { head: 'Dự họp', width: 34 },
        ],
        rows: here.map((a, i) => [String(i + 1), a.name, roles[a.role], attended(a)]),
      },
    },
  ];
}

function attended({ status, insteadOf }: SittingMinutes['attendance'][number]): string {
  const words = status === null ? '' : statuses[status];
  return insteadOf === null ? words : `${words}, thay ${insteadOf}`;
}

function agenda({ agenda: items, hidden }: SittingMinutes): Block[] {
  return [
    heading('II. Chương trình.', `Hội đồng xét ${String(items.length + hidden)} hồ sơ:`),
    {
      kind: 'table',
      table: {
        columns: [
          { head: 'STT', width: 8, align: 'center' },
          { head: 'Họ và tên / tập thể', width: 28 },
          { head: 'Đơn vị', width: 28 },
          { head: 'Danh hiệu, hình thức khen thưởng', width: 36 },
        ],
        rows: items.map((a, i) => [String(i + 1), `${a.subject} (${a.code})`, a.unit, a.award]),
      },
    },
    ...(hidden > 0 ? [line(unseen(hidden))] : []),
  ];
}

const unseen = (hidden: number): string =>
  `Bản này không nêu ${String(hidden)} hồ sơ mà người đọc không được tham gia xét.`;

/** `2026-11-30T03:04:05Z` as "10 giờ 04 ngày 30 tháng 11 năm 2026", local. */
function at(instant: string): string {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 13)} giờ ${local.slice(14, 16)} ${longDay(local.slice(0, 10))}`;
}

function ballotBlocks(ballot: Ballot, place: number, of: number): Block[] {
  const title = of === 1 ? 'III. Bỏ phiếu.' : `III.${String(place)}. Bỏ phiếu lần ${String(place)}.`;
  const opened = `Mở lúc ${at(ballot.openedAt)}`;
  if (ballot.voided !== null) {
    const { why, reason } = ballot.voided;
    const because = why === 'key-lost' ? 'mất chìa khóa mở phiếu' : (reason ?? '');
    return [heading(title, `${opened}; đã hủy, không kiểm phiếu. Lý do: ${because.replace(/\.$/, '')}.`)];
  }
  return [
    heading(title, `${opened}, đóng lúc ${at(ballot.closedAt ?? ballot.openedAt)}. ${how(ballot)}`),
    line(quorumOf(ballot)),
    line(ruleOf(ballot)),
    line(writtenOf(ballot)),
    { kind: 'table', table: resultsOf(ballot.items) },
    ...ballot.items.map((item, i) => line(`${String(i + 1)}. ${item.subject}: ${sumOf(item)}`)),
  ];
}

function how({ secrecy, mode, voters, items }: Ballot): string {
  const papers = Math.max(0, ...items.map((i) => i.totals.papers));
  const kind = `Bỏ phiếu ${secrecy === 'secret' ? 'kín' : 'công khai'}, ${mode === 'electronic' ? 'điện tử' : 'trên giấy'}`;
  return `${kind}; phiếu phát ra ${String(voters)}, phiếu thu về ${String(papers)}.`;
}

function quorumOf({ counts, quorumNeeded, rule }: Ballot): string {
  const { members, present, written, recused } = counts;
  const share = `${String(rule.quorum[0])}/${String(rule.quorum[1])}`;
  return (
    `Tổng số thành viên ${String(members)}; có mặt ${String(present)}; bỏ phiếu bằng văn bản ${String(written)}; ` +
    `từ chối tham gia xét ${String(recused)}. Cần ít nhất ${String(quorumNeeded)} người có mặt (${share}): đủ điều kiện.`
  );
}

function ruleOf({ rule }: Ballot): string {
  const share = `${String(rule.pass[0])}/${String(rule.pass[1])}`;
  const source =
    rule.source === null
      ? ''
      : ` Theo ${rule.source.procedure.vi}, bản ${String(rule.source.procedure.version)}` +
        (rule.source.citation === null ? '.' : `; căn cứ: ${rule.source.citation}.`);
  return `Đạt khi số phiếu đồng ý từ ${share} của cơ số trở lên; cơ số là ${bases[rule.base]}.${source}`;
}

function writtenOf({ written }: Ballot): string {
  if (written.length === 0) return 'Không có phiếu bằng văn bản.';
  return `Bỏ phiếu bằng văn bản (${String(written.length)}): ${written.join(', ')}.`;
}

function resultsOf(items: readonly Result[]): Table {
  return {
    columns: [
      { head: 'STT', width: 7, align: 'center' },
      { head: 'Họ và tên / tập thể', width: 30 },
      { head: 'Phiếu thu', width: 10, align: 'center' },
      { head: 'Hợp lệ', width: 10, align: 'center' },
      { head: 'Đồng ý', width: 10, align: 'center' },
      { head: 'Không đồng ý', width: 11, align: 'center' },
      { head: 'Không chọn', width: 10, align: 'center' },
      { head: 'Kết quả', width: 12, align: 'center' },
    ],
    rows: items.map(({ subject, totals, passed }, i) => [
      String(i + 1),
      subject,
      ...[totals.papers, totals.valid, totals.agree, totals.disagree, totals.none].map(String),
      passed ? 'Đạt' : 'Không đạt',
    ]),
  };
}

/** "cơ số là tất cả thành viên: 7, cần 6; đồng ý 4: 4 × 10 = 40 < 56 = 7 × 8, không đạt." */
function sumOf({ totals, formula, passed }: Result): string {
  const { base, needed, agree, of } = totals;
  return `cơ số là ${bases[of]}: ${String(base)}, cần ${String(needed)}; đồng ý ${String(agree)}: ${formula}, ${passed ? 'đạt' : 'không đạt'}.`;
}

function decisions({ ballots, hidden }: SittingMinutes): Block[] {
  const results = new Map(ballots.flatMap((b) => b.items).map((i) => [i.nomination, i]));
  const named = (passed: boolean): string =>
    [...results.values()]
      .filter((i) => i.passed === passed)
      .map((i) => i.subject)
      .join(', ');
  const [yes, no] = [named(true), named(false)];
  return [
    heading('IV. Kết luận của Hội đồng.'),
    ...(yes === '' ? [] : [line(`Thống nhất đề nghị khen thưởng: ${yes}.`)]),
    ...(no === '' ? [] : [line(`Không đủ số phiếu để đề nghị khen thưởng: ${no}.`)]),
    ...(hidden > 0 ? [line(unseen(hidden))] : []),
    line('Biên bản được lập từ sổ ghi của hội đồng; không ghi ai chọn gì.'),
  ];
}
