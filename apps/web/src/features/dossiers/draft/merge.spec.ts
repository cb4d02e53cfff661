import { merge } from './merge';

const fact = (value: number) => ({ value });
const base = { facts: { a: fact(1), b: fact(1), c: fact(1) }, statement: 'một' };

it('keeps what was typed here and takes what was changed there', () => {
  const mine = { facts: { a: fact(2), b: fact(1), c: fact(1) }, statement: 'một hai' };
  const theirs = { facts: { a: fact(1), b: fact(3), d: fact(4) }, statement: 'một' };
  expect(merge(base, mine, theirs)).toEqual({
    content: { facts: { a: fact(2), b: fact(3), d: fact(4) }, statement: 'một hai' },
    overwritten: null,
  });
});

it('a fact that was blanked here stays blank', () => {
  const mine = { ...base, facts: { b: fact(1), c: fact(1) } };
  expect(merge(base, mine, base).content.facts).toEqual({ b: fact(1), c: fact(1) });
});

it('where both changed the account, the one typed here stands and the other is not lost', () => {
  const found = merge(base, { ...base, statement: 'của tôi' }, { ...base, statement: 'của bạn' });
  expect(found).toEqual({ content: { ...base, statement: 'của tôi' }, overwritten: 'của bạn' });
});
