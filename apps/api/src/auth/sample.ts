/** Token of the `SampleSignIns` that `GET /api/sample` lists; whoever starts the API in sample mode provides it. */
export const SAMPLE_SIGN_INS = Symbol('SampleSignIns');
