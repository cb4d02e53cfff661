import type { Text } from './types.js';

export interface BoolFact {
  readonly type: 'bool';
  readonly label: Text;
}

export interface IntFact {
  readonly type: 'int';
  /** `years` or `VND`; without a unit the fact is a count. */
  readonly unit?: 'years' | 'VND';
  readonly label: Text;
}

export interface EnumFact {
  readonly type: 'enum';
  readonly label: Text;
  /** In ascending order where the values have one. */
  readonly values: Readonly<Record<string, Text>>;
}

export type FactDefinition = BoolFact | IntFact | EnumFact;

const bool = (vi: string, en: string): BoolFact => ({ type: 'bool', label: { vi, en } });
const count = (vi: string, en: string): IntFact => ({ type: 'int', label: { vi, en } });
const years = (vi: string, en: string): IntFact => ({ type: 'int', unit: 'years', label: { vi, en } });
const vnd = (vi: string, en: string): IntFact => ({ type: 'int', unit: 'VND', label: { vi, en } });
const oneOf = (vi: string, en: string, values: EnumFact['values']): EnumFact => ({
  type: 'enum',
  label: { vi, en },
  values,
});

/**
 * Everything a criterion may ask about a nominee. A fact that is not in the inputs of a nominee is unknown;
 * a counted registry fact may be 0 only when the registry was asked.
 */
export const FACTS = {
  'person.unionMember': bool('là đoàn viên công đoàn', 'is a union member'),
  'person.unionPost': oneOf('chức vụ công đoàn', 'post in the union', {
    none: { vi: 'không giữ chức vụ', en: 'none' },
    groupDeputy: { vi: 'tổ phó công đoàn', en: 'deputy head of a union group' },
    groupHead: { vi: 'tổ trưởng công đoàn', en: 'head of a union group' },
    committee: { vi: 'ủy viên ban chấp hành', en: 'member of an executive committee' },
    standing: { vi: 'ủy viên ban thường vụ', en: 'member of a standing committee' },
    president: { vi: 'chủ tịch công đoàn', en: 'union president' },
  }),
  'person.qualification': oneOf('trình độ', 'qualification', {
    collegeOrBelow: { vi: 'cao đẳng trở xuống', en: 'college or below' },
    universityOrAbove: { vi: 'đại học trở lên', en: 'university or above' },
  }),
  'person.leader': bool(
    'là lãnh đạo, quản lý (từ cấp phó cơ sở trở lên)',
    'is a leader or manager (from grassroots deputy up)',
  ),
  'person.woman': bool('là nữ', 'is a woman'),
  'person.directWorker': bool('là lao động trực tiếp', 'is a direct worker'),
  'collective.womenPerMille': count(
    'tỷ lệ nữ của tập thể (phần nghìn)',
    'share of women in the collective (per mille)',
  ),
  'service.fullTimeUnionYears': years(
    'số năm làm cán bộ công đoàn chuyên trách',
    'years as a full-time union official',
  ),
  'service.partTimeUnionYears': years(
    'số năm làm cán bộ công đoàn không chuyên trách',
    'years as a part-time union official',
  ),
  'assessment.proposalYear': oneOf('mức hoàn thành nhiệm vụ năm đề nghị', 'assessment of the proposal year', {
    khong_hoan_thanh: { vi: 'không hoàn thành nhiệm vụ', en: 'not completed' },
    hoan_thanh: { vi: 'hoàn thành nhiệm vụ', en: 'completed' },
    hoan_thanh_tot_nhiem_vu: { vi: 'hoàn thành tốt nhiệm vụ', en: 'good completion' },
    hoan_thanh_xuat_sac_nhiem_vu: { vi: 'hoàn thành xuất sắc nhiệm vụ', en: 'excellent completion' },
  }),
  'assessment.excellentStreak': years(
    'số năm hoàn thành xuất sắc liên tục, tính cả năm đề nghị; một năm đứt quãng thì tính lại',
    'consecutive years of excellent completion, the proposal year included; a gap year starts the count again',
  ),
  'assessment.goodStreakSincePmCertificate': years(
    'số năm liên tục từ sau Bằng khen của Thủ tướng được đánh giá hoàn thành tốt trở lên, tính cả năm đề nghị',
    'consecutive years of at least good completion after the PM certificate, the proposal year included',
  ),
  'assessment.excellentYearsInThatStreak': years(
    'số năm hoàn thành xuất sắc trong thời gian đó',
    'years of excellent completion in that time',
  ),
  'initiative.recognisedAppliedInStreak': count(
    'số sáng kiến được công nhận và áp dụng tại cơ sở trong các năm đó',
    'initiatives recognised and applied at grassroots in those years',
  ),
  'initiative.recognisedAppliedInYear': count(
    'số sáng kiến được công nhận và áp dụng trong năm đề nghị',
    'initiatives recognised and applied in the proposal year',
  ),
  'initiative.recognisedApplied': count(
    'số sáng kiến, đổi mới được công nhận và áp dụng',
    'initiatives and innovations recognised and applied',
  ),
  'initiative.bestBenefitVnd': vnd('giá trị làm lợi của giải pháp lớn nhất', 'benefit value of the best solution'),
  'initiative.benefit3YearsVnd': vnd('giá trị làm lợi cộng 3 năm liên tục', 'benefit value over 3 consecutive years'),
  'initiative.managementImprovementProvince': bool(
    'cải tiến quản lý hiệu quả cao được cấp tỉnh, bộ công nhận',
    'effective management improvement recognised at province or ministry level',
  ),
  'research.acceptedInYear': count(
    'số đề tài được nghiệm thu trong năm đề nghị',
    'research works accepted in the proposal year',
  ),
  'theme.result': oneOf('kết quả thực hiện chuyên đề', 'result in the theme', {
    none: { vi: 'chưa có kết quả', en: 'none' },
    completed: { vi: 'hoàn thành', en: 'completed' },
    outstanding: { vi: 'xuất sắc', en: 'outstanding' },
  }),
  'grant.level2CertificateYearBefore': count(
    'số Bằng khen cấp tỉnh, ngành, tổng công ty của năm liền trước',
    'level-2 certificates of merit of the year before',
  ),
  'grant.comprehensiveSameLevelYear': count(
    'số khen toàn diện cùng cấp trong năm',
    'comprehensive commendations of the same level in the year',
  ),
  'grant.memberExcellent': count('số lần Đoàn viên công đoàn xuất sắc', 'times named excellent union member'),
  'grant.grassrootsFighterInThatStreak': count(
    'số lần Chiến sĩ thi đua cơ sở trong thời gian đó',
    'times named Grassroots Emulation Fighter in that time',
  ),
  'grant.sameAward': count(
    'số lần đã được tặng chính giải, kỷ niệm chương này',
    'times this very award or medal was received',
  ),
  'unit.excellentAwardYear': bool(
    'đơn vị hoàn thành xuất sắc nhiệm vụ năm xét',
    'own unit rated excellent in the award year',
  ),
  'title.advancedWorkerCriteria': bool('đạt tiêu chuẩn Lao động tiên tiến', 'meets the criteria of Advanced Worker'),
} as const satisfies Record<string, FactDefinition>;

export type FactName = keyof typeof FACTS;

/** The definition of a fact, or `undefined` for a name the dictionary does not have. */
export function factDefinition(name: string): FactDefinition | undefined {
  return Object.hasOwn(FACTS, name) ? FACTS[name as FactName] : undefined;
}
