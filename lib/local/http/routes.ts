import * as z from 'zod';
import { lastPart, type Template } from '../template/template.ts';

/** An HTTP API's route: what it matches, and the function behind it. */
export type Route = {
  /** As in the template: `GET /complaints/{id}`, `ANY /{proxy+}` or `$default`. */
  key: string;
  method: string;
  segments: string[];
  integrationUri: string;
  /** The JWT authorizer's id; absent when the route is open. */
  authorizer: string | undefined;
  scopes: string[];
  timeoutMs: number;
};

/** A matched route with its path parameters, decoded. */
export type Match = { route: Route; parameters: Record<string, string> };

const RouteProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});
const IntegrationProperties = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.coerce.number().default(30_000),
});

/** The routes of the template, the most specific first. Throws for a route whose integration is not in the template. */
export function readRoutes(template: Template): Route[] {
  const integrations = new Map(
    template.of('AWS::ApiGatewayV2::Integration', IntegrationProperties).map((one) => [one.names.ref, one.properties]),
  );
  const routes = template.of('AWS::ApiGatewayV2::Route', RouteProperties).map(({ properties }) => {
    const [method = '', path = ''] = properties.RouteKey.split(' ');
    const integration = integrations.get(lastPart(properties.Target));
    if (integration === undefined) throw new Error(`The route ${properties.RouteKey} has no integration.`);
    return {
      key: properties.RouteKey,
      method,
      segments: path.split('/').slice(1),
      integrationUri: integration.IntegrationUri,
      authorizer: properties.AuthorizationType === 'JWT' ? properties.AuthorizerId : undefined,
      scopes: properties.AuthorizationScopes,
      timeoutMs: integration.TimeoutInMillis,
    };
  });
  return routes.sort((a, b) => specificity(b) - specificity(a));
}

/** API Gateway takes a full match before a greedy one before `$default`, and a fixed segment or method before a variable one. */
function specificity(route: Route): number {
  if (route.key === '$default') return -1;
  const greedy = route.segments.some((segment) => segment.endsWith('+}'));
  const fixed = route.segments.filter((segment) => !segment.startsWith('{')).length;
  return (greedy ? 0 : 1000) + fixed * 10 + (route.method === 'ANY' ? 0 : 1);
}

/** The route that answers, or undefined when there is not even a `$default`. */
export function matchRoute(routes: Route[], method: string, path: string): Match | undefined {
  const segments = path.split('/').slice(1);
  for (const route of routes) {
    if (route.key === '$default') return { route, parameters: {} };
    if (route.method !== 'ANY' && route.method !== method) continue;
    const parameters = matchSegments(route.segments, segments);
    if (parameters !== undefined) return { route, parameters };
  }
  return undefined;
}

function matchSegments(pattern: string[], segments: string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.endsWith('+}')) {
      parameters[part.slice(1, -2)] = decode(segments.slice(index).join('/'));
      return parameters;
    }
    if (part.startsWith('{')) {
      if (segment === '') return undefined;
      parameters[part.slice(1, -1)] = decode(segment);
    } else if (part !== segment) return undefined;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
