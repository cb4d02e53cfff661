import { z } from 'zod';

export const Live = z.object({ status: z.literal('ok') }).meta({ id: 'Live' });
export type Live = z.infer<typeof Live>;

/** `checks` names what was looked at. */
export const Ready = z.object({ status: z.literal('ok'), checks: z.array(z.string()) }).meta({ id: 'Ready' });
export type Ready = z.infer<typeof Ready>;
