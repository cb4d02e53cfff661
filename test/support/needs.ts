/** Path of a Chromium that `npm test` found. */
export const chromium = process.env['LAUREL_TEST_CHROMIUM'];

/** Path of a `redis-server` that `npm test` found. */
export const redisServer = process.env['LAUREL_TEST_REDIS'];

/** Path of the `libfaketimeMT` that `npm test` found. */
export const faketime = process.env['LAUREL_TEST_FAKETIME'];

/** `describe` for tests that drive a browser; skipped, and reported as such, where there is none. */
export const describeInBrowser = chromium === undefined ? describe.skip : describe;

/** `describe` for tests that start a Redis of their own; skipped, and reported as such, where there is none. */
export const describeOnRedis = redisServer === undefined ? describe.skip : describe;

/** `describe` for tests that give a process a wrong clock; skipped, and reported as such, where that cannot be done. */
export const describeWithFaketime = faketime === undefined ? describe.skip : describe;
