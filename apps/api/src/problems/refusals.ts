import type { Problem } from '#contract';
import type { Refusal } from '#domain';
import type { RefusalCode } from '#domain/vocabulary';

/** HTTP status, title, and what to tell a person in Vietnamese and English. */
type Answer = readonly [status: number, title: string, vi: string, en: string];

/** Every way in which Laurel says no. A code without an answer does not compile. */
export const refusals = {
  'not-found': [404, 'Not found', 'Không tìm thấy.', 'Nothing is here for you.'],
  'if-match-missing': [
    428,
    'If-Match missing',
    'Thiếu If-Match: hãy gửi phiên bản mà bạn đã xem.',
    'Send the revision that you saw in If-Match.',
  ],
  'step-decided': [
    409,
    'Step already decided',
    'Bước này đã có người xử lý.',
    'Somebody has already decided this step.',
  ],
  'stale-revision': [
    412,
    'Stale revision',
    'Hồ sơ đã có bản mới. Hãy xem lại trước khi xử lý.',
    'The dossier has a newer version. Look at it first.',
  ],
  'stale-draft': [
    412,
    'Stale draft',
    'Bản nháp đã được sửa ở nơi khác. Hãy tải lại.',
    'The working copy was changed elsewhere. Load it again.',
  ],
  'evaluation-changed': [
    412,
    'Criterion results changed',
    'Kết quả tiêu chí đã thay đổi so với lúc bạn xem.',
    'The results of the criteria are no longer those you saw.',
  ],
  'facts-changed': [
    412,
    'Facts changed',
    'Dữ liệu về người được đề nghị vừa thay đổi. Hãy xem lại.',
    'What is known about the subject has just changed. Look again.',
  ],
  'not-released': [
    409,
    'Not released yet',
    'Quyết định vừa rồi còn trong thời gian có thể rút lại. Hãy thử lại sau vài giây.',
    'The last decision can still be taken back. Try again in a few seconds.',
  ],
  'wrong-seat': [
    403,
    'Wrong seat',
    'Vị trí công tác của bạn không được làm việc này.',
    'The seat you act from may not do this.',
  ],
  'seat-lost': [403, 'Seat lost', 'Bạn không còn giữ vị trí này.', 'You no longer hold this seat.'],
  'conflict-of-interest': [
    403,
    'Conflict of interest',
    'Bạn có liên quan nên không được xử lý việc này.',
    'You are concerned yourself, so somebody else must do this.',
  ],
  'already-acted-elsewhere': [
    403,
    'Already acted in another unit',
    'Bạn đã xử lý hồ sơ này ở một cấp khác.',
    'You have already acted on this nomination in another unit.',
  ],
  'steps-not-combinable': [
    403,
    'Steps not combinable',
    'Một người không được làm cả hai bước này.',
    'One person may not take both of these steps.',
  ],
  held: [409, 'On hold', 'Hồ sơ đang tạm dừng.', 'The nomination is on hold.'],
  'not-now': [409, 'Not now', 'Hồ sơ không ở trạng thái cho phép việc này.', 'The present state does not allow this.'],
  'not-last-entry': [
    409,
    'Not the last entry',
    'Không thể rút lại: đã có việc khác được ghi sau đó.',
    'It cannot be taken back: something else was recorded after it.',
  ],
  'criteria-block': [
    422,
    'Criteria not met',
    'Có tiêu chí bắt buộc chưa đạt hoặc chưa xác định được.',
    'A required criterion is failed or cannot be told.',
  ],
  'reason-needed': [422, 'Reason needed', 'Cần nêu lý do.', 'A reason must be given.'],
  'item-missing': [422, 'Dossier item missing', 'Hồ sơ còn thiếu thành phần.', 'The dossier lacks an item.'],
  'award-not-open': [
    422,
    'Award not open',
    'Hình thức khen thưởng này chưa được mở để đề nghị.',
    'This award is not open for nominations.',
  ],
  'single-officer': [
    422,
    'Single officer',
    'Đơn vị chỉ có một cán bộ nên không thể tự quyết định.',
    'One officer would decide alone in this unit.',
  ],
  'no-officer': [
    422,
    'No officer',
    'Một bước trên đường trình chưa có người phụ trách.',
    'A step of the route has nobody who may take it.',
  ],
  'not-overridable': [
    422,
    'Not overridable',
    'Tiêu chí này không cần hoặc không thể bỏ qua.',
    'This criterion cannot be overridden.',
  ],
  'unknown-criterion': [422, 'Unknown criterion', 'Không có tiêu chí này.', 'There is no such criterion.'],
  'already-granted': [
    409,
    'Already granted',
    'Đã được tặng hình thức khen thưởng không được nhận thêm lần nữa.',
    'An award that excludes this one has already been granted.',
  ],
  'already-nominated': [
    409,
    'Already nominated',
    'Đã có hồ sơ đề nghị khen thưởng này trong năm.',
    'There is already a nomination for this award and year.',
  ],
  'command-reused': [
    422,
    'Command id reused',
    'Idempotency-Key này đã dùng cho một yêu cầu khác.',
    'This Idempotency-Key was used for another request.',
  ],
  'approval-taken': [
    409,
    'Already approved',
    'Bước này đã có người duyệt.',
    'Somebody has already approved this step.',
  ],
  'number-taken': [409, 'Number taken', 'Số văn bản đã được cấp.', 'The document number has been given out.'],
  'in-other-document': [
    409,
    'In another document',
    'Hồ sơ đang nằm trong một văn bản khác.',
    'The nomination is in another open document.',
  ],
  'not-awaiting-decision': [
    409,
    'Not awaiting a decision',
    'Hồ sơ không chờ quyết định của đơn vị này.',
    'The nomination does not await a decision of this body.',
  ],
  'elevation-needed': [403, 'Password needed', 'Hãy xác nhận lại mật khẩu.', 'Confirm your password first.'],
  'possible-duplicate': [
    409,
    'Possible duplicate',
    'Có người tương tự trong danh sách. Hãy kiểm tra trước khi thêm mới.',
    'The register has somebody alike. Check before adding a new person.',
  ],
  'already-registered': [
    409,
    'Already registered',
    'Số thẻ đoàn viên hoặc số định danh này đã có trong danh sách.',
    'This member number or citizen id is already registered.',
  ],
  'incompatible-roles': [
    422,
    'Incompatible roles',
    'Người kiểm tra không được giữ vị trí xử lý, và ngược lại.',
    'An auditor holds no seat that acts, and the other way round.',
  ],
  'unknown-reference': [
    422,
    'Unknown reference',
    'Đơn vị hoặc người được nêu không tồn tại.',
    'A unit or person named does not exist.',
  ],
  'unit-ended': [409, 'Unit ended', 'Đơn vị này đã kết thúc hoạt động.', 'This unit has ended.'],
  'unit-in-use': [
    409,
    'Unit in use',
    'Đơn vị còn đơn vị trực thuộc hoặc còn người giữ vị trí.',
    'The unit still has units below it or people in seats.',
  ],
  'level-order': [
    422,
    'Wrong level',
    'Cấp của đơn vị phải thấp hơn cấp của đơn vị cấp trên.',
    'A unit must be of a lower level than the one above it.',
  ],
  'dates-reversed': [422, 'Dates reversed', 'Ngày kết thúc trước ngày bắt đầu.', 'The end lies before the beginning.'],
  'login-taken': [
    409,
    'Login taken',
    'Tên đăng nhập hoặc thư điện tử đã được dùng.',
    'The login or e-mail is already in use.',
  ],
  'account-exists': [409, 'Account exists', 'Người này đã có tài khoản.', 'This person already has an account.'],
  'seat-taken': [409, 'Seat already held', 'Người này đang giữ vị trí này.', 'This person already holds this seat.'],
  'seat-ended': [409, 'Seat ended', 'Vị trí này đã kết thúc.', 'This seat has already ended.'],
  'last-administrator': [
    409,
    'Last administrator',
    'Không thể bỏ người quản trị cuối cùng.',
    'The last administrator cannot be removed.',
  ],
  'clock-backwards': [422, 'Clock backwards', 'Đồng hồ chỉ đi tới.', 'The clock goes forward only.'],
  'already-set-up': [409, 'Already set up', 'Hệ thống đã được thiết lập.', 'Laurel has already been set up.'],
  'wrong-credentials': [
    401,
    'Wrong credentials',
    'Sai tên đăng nhập hoặc mật khẩu.',
    'The login or the password is wrong.',
  ],
  'signed-out': [401, 'Signed out', 'Hãy đăng nhập.', 'Sign in first.'],
  'wrong-origin': [
    403,
    'Wrong origin',
    'Yêu cầu đến từ trang không được phép.',
    'The request comes from an origin that is not allowed.',
  ],
  'too-many-attempts': [
    429,
    'Too many attempts',
    'Nhập sai quá nhiều lần. Hãy thử lại sau ít phút.',
    'Too many failed attempts. Try again in a few minutes.',
  ],
  busy: [503, 'Busy', 'Hệ thống đang bận. Hãy thử lại.', 'Laurel is busy. Try again.'],
} as const satisfies Record<RefusalCode, Answer>;

/** RFC 9457 document of a refusal: what was observed, what was needed, who can clear it. `type` is served by Laurel. */
export function refusalProblem(refusal: Refusal): Problem {
  const { refused: code, observed, needed, clearedBy, data } = refusal;
  const [status, title, vi, en]: Answer = refusals[code];
  return {
    type: `/api/problems/${code}`,
    title,
    status,
    code,
    message: { vi, en },
    ...(observed === undefined ? {} : { observed }),
    ...(needed === undefined ? {} : { needed }),
    ...(clearedBy === undefined ? {} : { clearedBy }),
    ...(data === undefined ? {} : { data }),
  };
}

/** Seconds for the header Retry-After: what the refusal says, 1 when Laurel is busy; undefined for other problems. */
export function retryAfter(problem: Problem): number | undefined {
  const said = problem.data?.['retryAfterSeconds'];
  if (typeof said === 'number') return said;
  return problem.status === 503 ? 1 : undefined;
}
