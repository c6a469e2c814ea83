import { AwsError } from '../aws-error.ts';
import type { IncomingMessage } from 'node:http';
import type { Functions } from '../lambda/functions.ts';
import type { Ask, Policies } from './policies.ts';
import type { ResourcePolicies } from './resource-policies.ts';

/** Checks what a request asks against the permissions of the function that makes it. */
export type Guard = {
  /** The function that signed the request, or undefined for a caller that is no function (a test, a command). */
  callerOf: (request: IncomingMessage) => string | undefined;
  /** Throws AWS's AccessDeniedException unless the caller may do all of it. A caller that is no function may do anything. */
  check: (caller: string | undefined, asks: Ask[]) => void;
};

/** Makes the guard; the access key id of a request names the function. */
export function createGuard(functions: Functions, policies: Policies, resources: ResourcePolicies): Guard {
  const roles = new Map(functions.all.map((fn) => [fn.name, fn.role]));
  return {
    callerOf: (request) => {
      const key = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
      return key !== undefined && roles.has(key) ? key : undefined;
    },
    check: (caller, asks) => {
      if (caller === undefined) return;
      const role = roles.get(caller) ?? '';
      for (const ask of asks) {
        const refused = policies.allows(role, ask)
          ? resources.refusal(role, ask)
          : `because no identity-based policy allows the ${ask.action} action`;
        if (refused !== undefined) {
          throw new AwsError(
            'AccessDeniedException',
            `User: arn:aws:sts::000000000000:assumed-role/${role}/${caller} is not authorized to perform: ${ask.action} on resource: ${ask.resource} ${refused}`,
          );
        }
      }
    },
  };
}
