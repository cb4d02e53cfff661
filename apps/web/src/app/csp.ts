import { setNonce } from 'get-nonce';

/** Nonce of this page's Content-Security-Policy; empty while developing without the API. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

// Mantine's scroll lock makes its own style element and asks get-nonce for it.
if (nonce) setNonce(nonce);
