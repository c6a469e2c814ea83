/** Wires the pages. Permissions: read their own secrets, and nothing else; they call the city's API as any browser could. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { createPageSecrets } from '../adapters/aws/page-secrets-ssm.ts';
import { createCityApi } from '../adapters/http/city-api.ts';
import { createSignIn } from '../adapters/http/oidc.ts';
import { apiHandler } from '../http/api-handler.ts';
import { systemClock } from '../runtime/clock.ts';
import { parseEnv } from '../runtime/env.ts';
import { systemRandom } from '../runtime/random.ts';
import { assetOf } from './shell/assets.ts';
import { compressed } from './shell/compress.ts';
import { pageDialect } from './shell/page-handler.ts';
import { openSecrets } from './shell/secrets.ts';
import { routesOfPages } from './routes.ts';
import type { CityMap } from './shell/visit.ts';

const env = parseEnv(
  z.object({
    API_URL: z.url(),
    PUBLIC_URL: z.url(),
    SECRETS_PARAMETER: z.string().min(1),
    AWS_REGION: z.string(),
    AWS_ENDPOINT_URL: z.string().optional(),
    OIDC_ISSUER: z.url(),
    OIDC_CLIENT_ID: z.string(),
    CITY_NAME: z.string().min(1),
    DATA_LICENSE: z.string(),
    TIME_ZONE: z.string().min(1),
  }),
);
const stored = createPageSecrets(
  { parameter: env.SECRETS_PARAMETER, region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL },
  systemClock,
);
const { webKey, ...secrets } = openSecrets(() => stored.read(), systemClock);
const beside = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export const handler = apiHandler(
  routesOfPages({
    api: createCityApi({ url: env.API_URL, webKey }),
    ...secrets,
    publicUrl: new URL(env.PUBLIC_URL).origin,
    clock: systemClock,
    zone: env.TIME_ZONE,
    cityName: env.CITY_NAME,
    dataLicense: env.DATA_LICENSE,
    signIn:
      env.OIDC_CLIENT_ID === '' ? undefined : createSignIn({ issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID }),
    style: assetOf('tanggap.css', 'text/css; charset=utf-8', beside('tanggap.css')),
    script: assetOf('tanggap.js', 'text/javascript; charset=utf-8', beside('tanggap.js')),
    map: JSON.parse(beside('map.json')) as CityMap,
    random: systemRandom,
  }),
  [pageDialect],
).after((request) => {
  request.response = compressed(request.event, request.response ?? {});
});
