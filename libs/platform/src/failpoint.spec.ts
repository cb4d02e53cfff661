import { armFailpoint, failpoint } from './failpoint.js';

describe('failpoint', () => {
  let deaths = 0;
  const die = () => {
    deaths += 1;
  };

  beforeEach(() => {
    deaths = 0;
  });
  afterEach(() => armFailpoint(undefined));

  it('does nothing when it is not armed', () => {
    failpoint('record.after', die);
    expect(deaths).toBe(0);
  });

  it('kills at the first hit of its own name', () => {
    armFailpoint('record.after');
    failpoint('record.before', die);
    expect(deaths).toBe(0);
    failpoint('record.after', die);
    expect(deaths).toBe(1);
  });

  it('kills at the n-th hit', () => {
    armFailpoint('record.after:3');
    failpoint('record.after', die);
    failpoint('record.after', die);
    expect(deaths).toBe(0);
    failpoint('record.after', die);
    expect(deaths).toBe(1);
  });
});
