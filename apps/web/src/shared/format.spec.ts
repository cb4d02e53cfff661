import { compareGivenName, day, daysBetween, isoDate, moment, money, number, size } from './format';

describe('format', () => {
  it('writes dates and times as in Vietnam, whatever the browser thinks', () => {
    expect(moment('2026-11-22T17:30:00.000Z')).toBe('23/11/2026 00:30');
    expect(day('2026-11-22')).toBe('22/11/2026');
  });

  it('writes numbers with a dot for thousands and a comma for decimals', () => {
    expect(number(1234.5)).toBe('1.234,5');
    expect(money('12345678')).toBe('12.345.678');
    expect(size(1_300_000)).toBe('1,2 MB');
  });

  it('counts calendar days in Vietnam, not 24-hour spans', () => {
    expect(daysBetween(new Date('2026-11-22T16:30:00Z'), '2026-11-22T17:30:00Z')).toBe(1);
    expect(daysBetween(new Date('2026-11-22T03:00:00Z'), '2026-11-20T03:00:00Z')).toBe(-2);
  });

  it('reads a typed date and refuses one that does not exist', () => {
    expect(isoDate('1/2/2026')).toBe('2026-02-01');
    expect(isoDate('31/02/2026')).toBeNull();
    expect(isoDate('2026')).toBeNull();
  });

  it('sorts people by given name', () => {
    const names = ['Trần Văn Bình', 'Nguyễn Thị Ánh', 'Lê Đình Ân', 'Phạm Thị An'];
    expect([...names].sort(compareGivenName)).toEqual(['Phạm Thị An', 'Nguyễn Thị Ánh', 'Lê Đình Ân', 'Trần Văn Bình']);
  });
});
