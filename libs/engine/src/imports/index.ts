export { acceptImport } from './accept.js';
export { dropImport, startImport, type FileToImport } from './files.js';
export { importRows, importView } from './views.js';
