export { canonicalize, type Canonical } from './canonical.js';
export {
  checkChain,
  commitment,
  entryHash,
  freshSalt,
  genesisHash,
  sha256,
  uuidv5,
  type Fault,
  type StoredEntry,
} from './chain.js';
export { seal, type Draft, type Sealed, type Secret } from './entry.js';
