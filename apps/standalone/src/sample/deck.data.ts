/**
 * How the nominations of a season end, a line each: `draft <quality>`, `waiting|returned|rejected|withdrawn <unit>.<step> [age]`,
 * `listed|commended <document>`, and perhaps a twist. `G` is the nominating unit, `K` an immediate superior, `L` the level-2 union
 * of the branch, `F` the federation.
 */
export const EVERY_BRANCH: readonly string[] = [
  'draft shown',
  'draft gap',
  'draft failing',
  'waiting G.appraisal overdue',
  'waiting G.appraisal soon',
  'waiting G.appraisal fresh',
  'waiting G.signature soon',
  'waiting G.signature fresh',
  'waiting L.appraisal overdue',
  'waiting L.appraisal soon',
  'waiting L.appraisal middle',
  'waiting L.appraisal fresh',
  'waiting L.signature overdue',
  'waiting L.signature soon',
  'waiting L.signature fresh',
  'waiting L.decision soon',
  'waiting L.decision fresh',
  'waiting F.appraisal soon',
  'waiting F.appraisal fresh',
  'waiting F.decision fresh',
  'listed F/7',
  'listed F/8',
  'returned L.appraisal soon',
  'returned F.appraisal fresh',
  'rejected L.appraisal',
  'rejected F.appraisal',
  'withdrawn L.appraisal',
  'commended F/1',
  'commended F/1',
  'commended F/2',
  'commended F/3',
  'commended F/4',
  'commended F/5',
  'commended F/6',
  'commended L/1',
  'commended L/1',
  'commended L/1',
];

/** What only some branches have beside that. A line that begins with a unit's key is of that grassroots union. */
export const ONE_BRANCH: Readonly<Record<string, readonly string[]>> = {
  C1: [
    'G01 draft shown',
    'G01 draft gap',
    'G01 waiting G.appraisal overdue',
    'G01 waiting G.appraisal soon',
    'G01 waiting G.appraisal soon',
    'G01 waiting G.appraisal fresh',
    'G01 waiting G.appraisal fresh',
    'G01 waiting G.signature overdue',
    'G01 waiting G.signature soon',
    'G01 waiting G.signature soon',
    'G01 waiting G.signature fresh',
    'G01 returned L.appraisal soon',
    'G01 returned L.appraisal fresh',
    'G01 returned F.appraisal soon',
    'waiting L.appraisal soon',
    'waiting L.appraisal fresh',
    'waiting L.appraisal fresh doubt',
    'waiting L.appraisal fresh relation',
    'waiting L.signature soon',
    'waiting L.signature fresh',
    'waiting F.appraisal overdue',
    'waiting F.decision soon',
  ],
  C2: [
    'waiting L.appraisal supplement',
    'commended F/5 override',
    'waiting F.appraisal overdue',
    'waiting F.decision overdue',
  ],
  C3: [
    'waiting L.signature fresh recusal',
    'waiting F.appraisal fresh doubt',
    'waiting F.decision soon',
    'rejected F.decision',
  ],
  C4: ['waiting L.appraisal supplement', 'waiting F.appraisal overdue', 'withdrawn F.appraisal'],
  C5: ['waiting L.appraisal fresh doubt', 'waiting F.decision soon', 'commended F/1 override'],
  C6: ['waiting F.appraisal supplement', 'waiting L.decision overdue'],
  I: [
    'waiting K.appraisal overdue',
    'waiting K.appraisal soon',
    'waiting K.appraisal fresh',
    'waiting K.signature soon',
    'waiting K.signature fresh',
    'returned K.appraisal fresh',
    'rejected K.appraisal',
    'commended F/2',
    'commended I/1',
  ],
};

export interface DocumentPlan {
  readonly key: string;
  readonly body: string;
  readonly award: string;
  readonly title: string;
  /** Working days before the end of the season on which the clerk composes it. */
  readonly ago: number;
  readonly until: 'draft' | 'signed' | 'issued';
}

const issued = (key: string, award: string, title: string, ago: number): DocumentPlan => ({
  key,
  body: key.split('/')[0] ?? '',
  award,
  title,
  ago,
  until: 'issued',
});
const level2 = (key: string, ago: number): DocumentPlan =>
  issued(
    key,
    'UNION_CERT_LEVEL2',
    'Về việc tặng Bằng khen của công đoàn cấp trên cho cá nhân, tập thể có thành tích xuất sắc',
    ago,
  );

export const DOCUMENTS: readonly DocumentPlan[] = [
  issued('F/1', 'UNION_CERT_VGCL', 'Về việc tặng Bằng khen của Tổng Liên đoàn cho tập thể và cá nhân, đợt 1', 30),
  issued('F/2', 'UNION_CERT_VGCL_THEMATIC', 'Về việc tặng Bằng khen chuyên đề của Tổng Liên đoàn', 22),
  issued('F/3', 'UNION_CREATIVE_LABOUR', 'Về việc tặng Bằng Lao động sáng tạo', 16),
  issued('F/4', 'UNION_MEDAL_KNC', 'Về việc tặng Kỷ niệm chương Vì sự nghiệp xây dựng tổ chức Công đoàn', 11),
  issued('F/5', 'UNION_CERT_VGCL', 'Về việc tặng Bằng khen của Tổng Liên đoàn cho tập thể và cá nhân, đợt 2', 6),
  issued('F/6', 'UNION_NGUYEN_VAN_LINH', 'Về việc trao Giải thưởng Nguyễn Văn Linh', 4),
  {
    ...issued('F/7', 'UNION_CERT_VGCL', 'Về việc tặng Bằng khen của Tổng Liên đoàn cho tập thể và cá nhân, đợt 3', 2),
    until: 'signed',
  },
  { ...issued('F/8', 'UNION_CREATIVE_LABOUR', 'Về việc tặng Bằng Lao động sáng tạo, đợt bổ sung', 1), until: 'draft' },
  ...['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'I'].map((body, i) => level2(`${body}/1`, 26 - 3 * i)),
];
