/**
 * The one predicate of visibility (model.md 10), as SQL over an alias of `nomination` and the placeholder of the person's id:
 * seat holders of the nominating unit and of each stage's unit from its entry on, whoever acted on it, and the subject.
 * An administrator's seat alone gives nothing. Every read of nominations goes through it; a test looks for queries without it.
 */
export function visible(nomination: string, person: string): string {
  return `/* visible */ (exists (
      select from nomination_unit v where v.nomination_id = ${nomination}.id
        and v.visible_from <= (select laurel_clock())
        and v.unit_id = any (array(select s.unit_id from seat s
          where s.person_id = ${person} and s.role <> 'administrator' and seat_valid(s))))
    or exists (select from nomination_actor a where a.nomination_id = ${nomination}.id and a.person_id = ${person})
    or (${nomination}.subject_type = 'person' and ${nomination}.subject_id = ${person}))`;
}
