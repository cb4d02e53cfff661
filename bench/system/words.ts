/** Fixed lists from which names are put together, so that a search meets common and rare words. */
const FAMILIES = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Phan',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hồ',
  'Ngô',
  'Dương',
  'Lý',
  'Khuất',
];
/** How many of a hundred people have a family name no later in the list than this one. */
const UP_TO = [38, 49, 59, 66, 71, 76, 80, 84, 88, 91, 94, 96, 98, 99, 100];
const MIDDLES = ['Văn', 'Thị', 'Đức', 'Minh', 'Thanh', 'Quốc', 'Ngọc', 'Hữu', 'Thu', 'Xuân'];
const GIVEN = [
  ...[
    'Ánh',
    'Bình',
    'Châu',
    'Dũng',
    'Giang',
    'Hà',
    'Hạnh',
    'Hiếu',
    'Hoa',
    'Hùng',
    'Hương',
    'Khánh',
    'Lan',
    'Linh',
    'Long',
    'Mai',
  ],
  ...[
    'Nam',
    'Nga',
    'Nhung',
    'Oanh',
    'Phúc',
    'Phương',
    'Quân',
    'Quyên',
    'Sơn',
    'Tâm',
    'Thảo',
    'Thắng',
    'Trang',
    'Trung',
    'Tuấn',
    'Yến',
  ],
];

/** A Vietnamese name out of three numbers between 0 and 1. */
export function nameOf(random: () => number): string {
  const percent = random() * 100;
  const family = FAMILIES[UP_TO.findIndex((limit) => percent < limit)] ?? 'Khuất';
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  return `${family} ${pick(MIDDLES)} ${pick(GIVEN)}`;
}

export const OPINION = 'Hồ sơ đầy đủ, thành tích có minh chứng rõ ràng; đồng ý trình cấp trên xem xét khen thưởng.';
export const REASON = 'Báo cáo thành tích chưa có xác nhận của thủ trưởng đơn vị, đề nghị bổ sung bản có dấu.';
export const STATEMENT =
  'Trong hai năm liên tục hoàn thành xuất sắc nhiệm vụ; có hai sáng kiến được công nhận và áp dụng tại cơ sở, làm lợi cho đơn vị; ' +
  'tích cực tham gia hoạt động công đoàn, chăm lo đời sống đoàn viên, được tập thể tín nhiệm đề nghị khen thưởng.';
