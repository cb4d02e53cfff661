import { awardOf, type Occasion } from '#domain';
import type { Random } from './random.js';

/** How well a dossier stands: complete and shown, merely declared, short of a soft criterion, failing, or with a gap. */
export type Quality = 'shown' | 'declared' | 'soft' | 'failing' | 'gap';

/** What a dossier says, and what the registers know of its subject. */
export interface Achievement {
  readonly facts: Readonly<Record<string, { value: boolean | number | string; item?: string }>>;
  readonly items: readonly string[];
  readonly assessments: readonly { readonly year: number; readonly result: string }[];
  readonly grants: readonly { readonly award: string; readonly year: number; readonly occasion: Occasion }[];
}

const EXCELLENT = 'hoan_thanh_xuat_sac_nhiem_vu';
const GOOD = 'hoan_thanh_tot_nhiem_vu';

interface Asked {
  readonly quality: Quality;
  readonly year: number;
  readonly random: Random;
}

type Rule = (asked: Asked) => Partial<Achievement>;

/** A fact that an item of the dossier shows, unless it is merely declared. */
function shownBy(
  item: string,
  value: boolean | number | string,
  { quality }: Asked,
): { value: boolean | number | string; item?: string } {
  return quality === 'declared' ? { value } : { value, item };
}

function assessed(year: number, ...results: readonly string[]): Achievement['assessments'] {
  return results.map((result, i) => ({ year: year - i, result }));
}

const certificate: Rule = (asked) => {
  const { quality, year, random } = asked;
  const streak = quality === 'failing' ? [EXCELLENT, GOOD] : [EXCELLENT, EXCELLENT, random.pick([EXCELLENT, GOOD])];
  const initiatives = shownBy('achievementReport', random.int(2, 4), asked);
  return {
    facts: quality === 'gap' ? {} : { 'initiative.recognisedAppliedInStreak': initiatives },
    assessments: assessed(year, ...streak),
    grants: [{ award: 'UNION_CERT_LEVEL2', year: year - 1, occasion: 'annual' }],
  };
};

const thematic: Rule = (asked) => {
  const result = asked.quality === 'failing' ? 'completed' : 'outstanding';
  return {
    facts: asked.quality === 'gap' ? {} : { 'theme.result': shownBy('achievementReport', result, asked) },
    assessments: assessed(asked.year, asked.random.pick([GOOD, EXCELLENT])),
  };
};

const level2: Rule = (asked) => {
  const { quality, year, random } = asked;
  const initiatives = { value: quality === 'soft' ? 0 : random.int(1, 3), item: 'achievementReport' };
  const registered =
    quality === 'declared' || quality === 'gap' ? [] : assessed(year, quality === 'failing' ? GOOD : EXCELLENT);
  return {
    facts: {
      'initiative.recognisedAppliedInYear': initiatives,
      ...(quality === 'declared' ? { 'assessment.proposalYear': { value: EXCELLENT } } : {}),
    },
    assessments: registered,
  };
};

const creative: Rule = (asked) => {
  const { quality, year, random } = asked;
  const graduate = random.chance(0.5);
  const benefit = quality === 'failing' ? random.int(35, 60) : random.int(graduate ? 155 : 85, 420);
  return {
    facts: {
      'person.unionMember': { value: true, item: 'nomineeList' },
      'person.qualification': { value: graduate ? 'universityOrAbove' : 'collegeOrBelow', item: 'nomineeList' },
      'person.leader': { value: false, item: 'nomineeList' },
      'initiative.benefit3YearsVnd': { value: benefit * 1_000_000, item: 'achievementReport' },
      ...(quality === 'gap'
        ? {}
        : { 'initiative.bestBenefitVnd': shownBy('initiativeCertificate', benefit * 1_000_000, asked) }),
    },
    assessments: assessed(year, random.pick([GOOD, EXCELLENT])),
  };
};

const medal: Rule = (asked) => {
  const { quality, year, random } = asked;
  const fullTime = random.chance(0.3);
  const years = random.int(fullTime ? 15 : 10, 27);
  const fact = fullTime ? 'service.fullTimeUnionYears' : 'service.partTimeUnionYears';
  return {
    facts: quality === 'gap' ? {} : { [fact]: shownBy('serviceRecordSelfDeclared', years, asked) },
    grants: quality === 'failing' ? [{ award: 'UNION_MEDAL_KNC', year: year - 6, occasion: 'service' }] : [],
  };
};

const prize: Rule = (asked) => {
  const { quality, year, random } = asked;
  return {
    facts: {
      'person.unionPost': {
        value: random.pick(['groupDeputy', 'groupHead', 'committee', 'standing']),
        item: 'nomineeList',
      },
      'unit.excellentAwardYear': { value: true, item: 'minutes' },
      ...(quality === 'gap'
        ? {}
        : {
            'initiative.recognisedApplied': shownBy(
              'initiativeCertificate',
              quality === 'failing' ? 1 : random.int(2, 6),
              asked,
            ),
          }),
    },
    assessments: assessed(year, EXCELLENT, EXCELLENT),
    grants: [{ award: 'UNION_TITLE_MEMBER_EXCELLENT', year: year - 1, occasion: 'annual' }],
  };
};

/** A collective is asked for its assessment of the year alone, or for its result in the theme. */
const collective: Rule = ({ quality, year }) => ({
  assessments: quality === 'gap' ? [] : assessed(year, quality === 'failing' ? GOOD : EXCELLENT),
});

const RULES: Readonly<Record<string, Rule>> = {
  UNION_CERT_VGCL: certificate,
  UNION_CERT_VGCL_THEMATIC: thematic,
  UNION_CERT_LEVEL2: level2,
  UNION_CREATIVE_LABOUR: creative,
  UNION_MEDAL_KNC: medal,
  UNION_NGUYEN_VAN_LINH: prize,
};

/** A believable achievement for an award: what the clerk declares, the items that are there, and what the registers hold. */
export function achievementOf(award: string, of: 'person' | 'unit', asked: Asked): Achievement {
  const rule = of === 'unit' && award !== 'UNION_CERT_VGCL_THEMATIC' ? collective : RULES[award];
  if (rule === undefined) throw new Error(`no achievement for ${award}`);
  const items = awardOf(award)?.dossierItems ?? [];
  return { facts: {}, assessments: [], grants: [], items, ...rule(asked) };
}
