/** Lists the functions. Each file has one function's description, impact and exact permissions. */
export { attachments } from './attachments.ts';
export { sanitising } from './sanitising.ts';
export { conversation } from './conversation.ts';
export { delivery, deliveryTimeoutSeconds } from './delivery.ts';
export { directory } from './directory.ts';
export { calendarImpact, escalation, escalationTimeoutSeconds } from './escalation.ts';
export { followUp } from './follow-up.ts';
export { identity } from './identity.ts';
export { intake } from './intake.ts';
export { notification, notificationImpact } from './notification.ts';
export { pages } from './pages.ts';
export { query } from './query.ts';
export { routing, routingImpact } from './routing.ts';
export { seed } from './seed.ts';
export { webhooks, webhooksTimeoutSeconds } from './webhooks.ts';
