const personal = new Set(['individual', 'union_official', 'direct_worker', 'foreigner']);

/** Which register holds such a subject: people, or units. */
export const isPersonal = (subjectType: string): boolean => personal.has(subjectType);
