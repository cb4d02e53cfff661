import { describe, expect, it } from '@jest/globals';
import { subjectTypes } from '../criteria/subjects.js';
import { admits, awardOf, awards, exclusivityOf, openAwards, regimes, subjectTypeFor } from './catalogue.js';
import { catalogue } from './catalogue-data.js';
import { dossierItemLabel } from './dossier.js';
import type { Award } from './types.js';

const award = (code: string): Award => {
  const found = awardOf(code);
  if (found === undefined) throw new Error(`no award ${code}`);
  return found;
};

describe('the catalogue', () => {
  it('has 28 awards under codes of their own', () => {
    expect(awards).toHaveLength(28);
    expect(new Set(awards.map(({ code }) => code)).size).toBe(28);
  });

  it('keeps to the words of its types in every award', () => {
    const levels = [
      'grassroots_union',
      'immediate_superior_union',
      'level2_union',
      'federation',
      'ministry_or_province',
      'state',
    ];
    for (const one of awards) {
      expect(['title', 'form', 'award']).toContain(one.kind);
      expect(levels).toContain(one.decidingLevel);
      expect(['text', 'secondary', 'superseded', 'unknown', 'default']).toContain(one.verification);
      expect(subjectTypes).toEqual(expect.arrayContaining([...one.subjectTypes]));
      expect([null, 'annual', 'once_per_person']).toContain(one.frequency?.rule ?? null);
      expect(one.sources.length).toBeGreaterThan(0);
      expect(regimes.map(({ id }) => id)).toEqual(expect.arrayContaining([...one.regime]));
      for (const item of one.dossierItems) expect(dossierItemLabel(item)).toBeDefined();
    }
  });

  it('opens the six awards of the union that have criteria, and no award of the State', () => {
    expect(openAwards.map(({ code }) => code)).toEqual([
      'UNION_CERT_VGCL',
      'UNION_CERT_VGCL_THEMATIC',
      'UNION_CERT_LEVEL2',
      'UNION_CREATIVE_LABOUR',
      'UNION_MEDAL_KNC',
      'UNION_NGUYEN_VAN_LINH',
    ]);
    expect(award('STATE_FIGHTER_GRASSROOTS').open).toBe(false);
  });

  it('answers nothing for a code it does not have', () => {
    expect(awardOf('UNION_CUP')).toBeUndefined();
    expect(awardOf('toString')).toBeUndefined();
  });

  it('takes the default level where no provision names one, and says so', () => {
    expect(award('STATE_FIGHTER_GRASSROOTS')).toMatchObject({
      decidingLevel: 'level2_union',
      decidingLevelIsDefault: true,
    });
    expect(award('UNION_CERT_VGCL')).toMatchObject({ decidingLevel: 'federation', decidingLevelIsDefault: false });
  });

  it('grants the medal and both named prizes once per person', () => {
    expect(awards.filter(({ once }) => once).map(({ code }) => code)).toEqual([
      'UNION_MEDAL_KNC',
      'UNION_NGUYEN_VAN_LINH',
      'UNION_NGUYEN_DUC_CANH',
    ]);
  });

  it('leaves unknown money unknown', () => {
    expect(award('UNION_CERT_VGCL').moneyMultiple).toBeNull();
    expect(award('UNION_MEDAL_KNC').moneyMultiple).not.toHaveProperty('individual');
  });
});

describe('dossier items', () => {
  it('are those of the award, or of its kind', () => {
    expect(award('UNION_MEDAL_KNC').dossierItems).toEqual(['serviceRecordSelfDeclared', 'nomineeList']);
    expect(award('UNION_CERT_VGCL').dossierItems).toEqual(['submissionLetter', 'achievementReport', 'minutes']);
    expect(award('UNION_ENTERPRISE_AWARD').dossierItems).toEqual([
      'submissionLetter',
      'achievementReport',
      'minutes',
      'nomineeList',
    ]);
  });

  it.each(['UNION_CREATIVE_LABOUR', 'UNION_NGUYEN_VAN_LINH', 'UNION_NGUYEN_DUC_CANH', 'STATE_FIGHTER_MINISTRY'])(
    '%s asks for the certificate of the initiative as well',
    (code) => expect(award(code).dossierItems).toContain('initiativeCertificate'),
  );

  it('have a label in both languages, and only the items of the catalogue have one', () => {
    for (const item of Object.keys(catalogue.dossierItemTypes)) {
      expect(dossierItemLabel(item)).toEqual({ vi: expect.stringMatching(/./), en: expect.stringMatching(/./) });
    }
    expect(dossierItemLabel('passport')).toBeUndefined();
    expect(dossierItemLabel('constructor')).toBeUndefined();
  });
});

describe('subjects of an award', () => {
  it('are admitted by their own type or as individual or collective', () => {
    expect(admits(award('UNION_CERT_VGCL'), 'union_official')).toBe(true);
    expect(admits(award('UNION_CERT_VGCL'), 'grassroots_union')).toBe(true);
    expect(admits(award('UNION_CERT_VGCL_THEMATIC'), 'union_group')).toBe(false);
    expect(admits(award('UNION_NGUYEN_VAN_LINH'), 'individual')).toBe(false);
    expect(admits(award('UNION_CERT_VGCL'), 'family')).toBe(false);
  });

  it('take the first type that a person or a unit can be', () => {
    expect(subjectTypeFor(award('UNION_NGUYEN_VAN_LINH'), 'person')).toBe('union_official');
    expect(subjectTypeFor(award('UNION_CERT_VGCL'), 'unit')).toBe('collective');
    expect(subjectTypeFor(award('UNION_CERT_VGCL_THEMATIC'), 'unit')).toBe('grassroots_union');
    expect(subjectTypeFor(award('UNION_MEDAL_KNC'), 'unit')).toBeNull();
    expect(subjectTypeFor(award('UNION_FLAG_VGCL'), 'person')).toBeNull();
  });
});

describe('comprehensive against thematic', () => {
  it('an annual certificate is comprehensive, a theme is thematic', () => {
    expect(exclusivityOf(award('UNION_CERT_LEVEL2'), 'annual')).toBe('comprehensive');
    expect(exclusivityOf(award('UNION_CERT_LEVEL2'), 'thematic')).toBe('thematic');
    expect(exclusivityOf(award('UNION_CERT_VGCL_THEMATIC'), 'annual')).toBe('thematic');
  });

  it('ad hoc commendation excludes nothing, and neither do titles, medals and prizes', () => {
    expect(exclusivityOf(award('UNION_CERT_VGCL'), 'adHoc')).toBeNull();
    expect(exclusivityOf(award('UNION_MEDAL_KNC'), 'service')).toBeNull();
    expect(exclusivityOf(award('UNION_CREATIVE_LABOUR'), 'thematic')).toBeNull();
  });
});
