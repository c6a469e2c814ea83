import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { Template } from '../template/template.ts';

/** CORS rules, as an HTTP API declares them. */
export const Cors = z.object({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  MaxAge: z.coerce.number().optional(),
  AllowCredentials: z.boolean().default(false),
});

/** The API's CORS settings. */
export type CorsRules = z.infer<typeof Cors>;

/** The API's CORS configuration, if the template has one. */
export function readCors(template: Template): CorsRules | undefined {
  return template.of('AWS::ApiGatewayV2::Api', z.object({ CorsConfiguration: Cors.optional() }))[0]?.properties
    .CorsConfiguration;
}

/** The CORS headers for a request; none when it comes from no other origin, or from one that is not allowed. */
export function corsHeaders(rules: CorsRules | undefined, request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  if (rules === undefined || origin === undefined) return {};
  const anyone = rules.AllowOrigins.includes('*');
  if (!anyone && !rules.AllowOrigins.includes(origin)) return {};
  return {
    'access-control-allow-origin': anyone ? '*' : origin,
    ...(rules.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(rules.ExposeHeaders.length > 0 && { 'access-control-expose-headers': rules.ExposeHeaders.join(',') }),
    ...(request.method === 'OPTIONS' && {
      'access-control-allow-methods': rules.AllowMethods.join(','),
      'access-control-allow-headers': rules.AllowHeaders.join(','),
      ...(rules.MaxAge !== undefined && { 'access-control-max-age': String(rules.MaxAge) }),
    }),
  };
}
