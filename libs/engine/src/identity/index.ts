export { me } from './me.queries.js';
export { hashPassword } from './password.js';
export { endSession, SESSION_SECONDS, sessionOf, type SessionView } from './session.js';
export { confirmPassword, signIn, type Credentials, type Origin } from './sign-in.js';
