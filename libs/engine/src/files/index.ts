export { FileRefused, fileStore, type FileStore, type Stored } from './store.js';
