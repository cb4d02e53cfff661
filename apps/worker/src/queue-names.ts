export const queueNames = ['notify', 'acts', 'deadlines'] as const;
export type QueueName = (typeof queueNames)[number];
