import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { MovedClock } from '../time/moved-clock.ts';
import type { Outcome } from '../lambda/pool.ts';
import type { Functions } from '../lambda/functions.ts';
import { limits } from '../limits.ts';
import type { Template } from '../template/template.ts';
import { authorize, readAuthorizers } from './authorizer.ts';
import { corsHeaders, readCors } from './cors.ts';
import { toEvent } from './event.ts';
import type { Issuer } from './issuer.ts';
import { BodyTooLarge, readBody, sendJson, type Answer } from './listen.ts';
import { sendReply } from './reply.ts';
import { matchRoute, readRoutes } from './routes.ts';
import { createThrottle, readThrottling } from './throttle.ts';

const Nothing = z.object({});

/** Answers of API Gateway itself, in its own words. */
const OWN_ANSWERS: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  431: 'Request Header Fields Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The HTTP API of the template: routes, JWT authorizers, CORS, throttling, and the functions behind them. */
export function createGateway(
  template: Template,
  functions: Functions,
  issuer: Issuer,
  clock: MovedClock,
  unthrottled: boolean,
): Answer {
  const routes = readRoutes(template);
  for (const route of routes) functions.find(route.integrationUri);
  const authorizers = readAuthorizers(template, issuer);
  const cors = readCors(template);
  const throttle = createThrottle(unthrottled ? undefined : readThrottling(template));
  const apiId = template.of('AWS::ApiGatewayV2::Api', Nothing)[0]?.names.ref ?? 'local';

  const own = (response: ServerResponse, status: number): void =>
    sendJson(
      response,
      status,
      { message: OWN_ANSWERS[status] },
      status === 401 ? { 'www-authenticate': 'Bearer' } : {},
    );

  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (headBytes(request) > limits.requestHead.most) return own(response, 431);
    if (!throttle()) return own(response, 429);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const match = matchRoute(routes, request.method ?? 'GET', path);
    if (match === undefined) return own(response, 404);
    const verdict = await authorize(request, match.route, authorizers, clock);
    if (!verdict.ok) return own(response, verdict.status);
    const body = await readBody(request, limits.requestBody.most);
    const { authorization } = verdict;
    const event = JSON.stringify(toEvent(request, { match, body, authorization, apiId, now: clock.now() }));
    // The event is larger than the body: base64 adds a third.
    if (Buffer.byteLength(event) > limits.invocation.most) return own(response, 413);
    const fn = functions.find(match.route.integrationUri);
    if (functions.isCrowded(fn)) return own(response, 503);
    const outcome = await within(functions.invoke(fn, event), match.route.timeoutMs);
    if (outcome === undefined) return own(response, 503);
    if (!outcome.ok || !sendReply(response, outcome.payload)) own(response, 500);
  };

  return async (request, response) => {
    response.setHeader('apigw-requestid', randomUUID());
    for (const [name, value] of Object.entries(corsHeaders(cors, request))) response.setHeader(name, value);
    if (cors !== undefined && request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
      response.writeHead(204).end();
      return;
    }
    try {
      await pass(request, response);
    } catch (error) {
      if (error instanceof BodyTooLarge) {
        response.setHeader('connection', 'close');
        own(response, 413);
      } else throw error;
    }
  };
}

/** The request's line, and the values of its headers. */
const headBytes = ({ method = '', url = '', rawHeaders }: IncomingMessage): number =>
  [`${method} ${url} HTTP/1.1`, ...rawHeaders.filter((_part, index) => index % 2 === 1)].reduce(
    (sum, part) => sum + Buffer.byteLength(part),
    0,
  );

/** The outcome, or undefined when it takes longer than the integration's timeout; the function runs on, as on AWS. */
async function within(outcome: Promise<Outcome>, timeoutMs: number): Promise<Outcome | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs);
  });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
