export { acceptImport } from './accept.js';
export { dropImport, startImport, type FileToImport } from './files.js';
export { importErrors, importTemplate, type ImportTable } from './error-file.js';
export { importRights } from './rights.js';
export { importRows, importView } from './views.js';
