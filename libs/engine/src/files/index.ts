export { FileRefused, fileStore, type FileStore, type Stored } from './store.js';
export { isTypeName } from './type.js';
