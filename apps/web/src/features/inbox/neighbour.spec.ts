import { expect, it } from '@jest/globals';
import { neighbour } from './neighbour';

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
const after = (from: string, ...left: string[]) => neighbour(rows, from, new Set(left))?.id;

it('opens the next row below, and at the end of the list the nearest above', () => {
  expect(after('b')).toBe('c');
  expect(after('d')).toBe('c');
});

it('passes over rows that left a moment ago and are still shown', () => {
  expect(after('b', 'c')).toBe('d');
  expect(after('d', 'c', 'b')).toBe('a');
  expect(after('d', 'a', 'b', 'c')).toBeUndefined();
});

it('begins at the top when the row itself is not listed any more', () => {
  expect(after('gone')).toBe('a');
  expect(neighbour([], 'gone', new Set())).toBeUndefined();
});
