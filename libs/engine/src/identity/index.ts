export { me } from './me.queries.js';
export { hashPassword } from './password.js';
export { endSession, livingSessions, SESSION_SECONDS, sessionHash, sessionOf, type SessionView } from './session.js';
export { confirmPassword, signIn, type Credentials, type Origin } from './sign-in.js';
