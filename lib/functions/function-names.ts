/** Functions of the service; each has `functions/<name>/<name>.lambda.ts`, which exports `handler`. */
export const functionNames = [
  'intake',
  'conversation',
  'query',
  'follow-up',
  'identity',
  'routing',
  'notification',
  'delivery',
  'webhooks',
  'escalation',
  'directory',
  'attachments',
  'sanitising',
  'pages',
  'seed',
] as const;

/** Name of a function: of its folder, its role, its log group, its alarm and its heading in the runbook. */
export type FunctionName = (typeof functionNames)[number];
