import { expect, test } from 'vitest';
import { operations } from '../../lib/openapi/operations/index.ts';
import { pageRoutes } from '../../lib/functions/page-routes.ts';
import { resourcesOf, templatesOf } from './support/synthesized.ts';

const { service } = templatesOf();
const routes = Object.values(resourcesOf(service, 'AWS::ApiGatewayV2::Route')).map(({ Properties }) => ({
  key: Properties.RouteKey as string,
  staff: Properties.AuthorizationType === 'JWT',
}));

test('every route of the template but the pages for browsers has an operation, and every operation a route', () => {
  const forBrowsers = new Set<string>(pageRoutes);
  const documented = new Set<string>(operations.map((operation) => operation.route));
  expect([...documented].sort()).toEqual(
    routes
      .map(({ key }) => key)
      .filter((key) => key !== '$default' && !forBrowsers.has(key))
      .sort(),
  );
});

test('what is behind the authorizer is documented as for officers, and nothing else is', () => {
  const jwt = new Set(routes.filter(({ staff }) => staff).map(({ key }) => key));
  const officers = operations.filter(({ by }) => by?.includes('officer')).map(({ route }) => route);
  expect(new Set<string>(officers)).toEqual(jwt);
});
