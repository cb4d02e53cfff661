export { changeQuota, importQuotas, setQuota, transferQuota } from './quotas.js';
export { listQuotas, quotaView } from './views.js';
