import type { Role } from '#domain';
import { federation } from './federation.js';

/** Everybody in the sample federation has the same password; it exists on one's own machine only. */
export const SAMPLE_PASSWORD = 'Laurel-mau-2026';

/** Whom to sign in as, along the way of one nomination; then in a council; then who configures and who checks. */
const TOUR = [
  'canbo.g01',
  'thamdinh.g01',
  'chutich.g01',
  'thamdinh.c1',
  'chutich.c1',
  'thamdinh.tld',
  'canbo.tld',
  'chutich.tld',
  'thuky.c1',
  'uyvien.c1',
  'quantri.tld',
  'kiemtra.tld',
];

const ROLES: Readonly<Record<Role, string>> = {
  clerk: 'Cán bộ lập hồ sơ',
  appraiser: 'Thẩm định viên',
  signer: 'Chủ tịch, người ký',
  secretary: 'Thư ký hội đồng',
  member: 'Ủy viên hội đồng',
  administrator: 'Quản trị viên',
  auditor: 'Người kiểm tra',
};

/** As the contract's `SampleSignIns`: some people of the sample for a tour, in the order in which a nomination meets them. */
export function sampleSignIns(): {
  password: string;
  people: { login: string; name: string; role: string; unit: string }[];
} {
  const { units, officers } = federation();
  const people = TOUR.map((login) => {
    const officer = officers.find((o) => o.login === login);
    const role = officer?.roles[0];
    if (officer === undefined || role === undefined) throw new Error(`nobody signs in as ${login}`);
    return {
      login,
      name: officer.name,
      role: ROLES[role],
      unit: units.find((u) => u.key === officer.unit)?.name ?? '',
    };
  });
  return { password: SAMPLE_PASSWORD, people };
}
