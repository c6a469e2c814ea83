import { describe, expect, test } from 'vitest';
import { pageRoutes } from '../../lib/functions/page-routes.ts';
import { readableIn } from './support/readable.ts';
import { production, resource, resourcesOf, templatesOf } from './support/synthesized.ts';

const { data, service } = templatesOf();
const readable = readableIn(data);

const inBothFormats = (path: string, target: string): Record<string, [string, 'NONE']> => ({
  [`${path}.xml`]: [target, 'NONE'],
  [`${path}.json`]: [target, 'NONE'],
});

/** Target function and authorization of each route. */
const routes: Record<string, [string, 'NONE' | 'JWT']> = {
  'POST /v1/complaints': ['IntakeFunction', 'NONE'],
  'POST /v1/complaints/{trackingId}/join': ['IntakeFunction', 'NONE'],
  'POST /v1/danger': ['IntakeFunction', 'NONE'],
  'POST /v1/staff/complaints': ['IntakeFunction', 'JWT'],
  'GET /v1/complaints': ['QueryFunction', 'NONE'],
  'POST /sms/inbound': ['ConversationFunction', 'NONE'],
  'GET /v1/complaints/{trackingId}': ['QueryFunction', 'NONE'],
  'POST /v1/complaints/candidates': ['QueryFunction', 'NONE'],
  'GET /v1/services': ['QueryFunction', 'NONE'],
  'GET /v1/areas': ['QueryFunction', 'NONE'],
  'GET /v1/agencies': ['QueryFunction', 'NONE'],
  'GET /openapi.json': ['QueryFunction', 'NONE'],
  'GET /docs': ['QueryFunction', 'NONE'],
  'GET /v1/statistics': ['QueryFunction', 'NONE'],
  'GET /v1/statistics/open': ['QueryFunction', 'NONE'],
  'GET /v1/statistics/areas': ['QueryFunction', 'NONE'],
  ...inBothFormats('POST /open311/v2/requests', 'IntakeFunction'),
  ...inBothFormats('POST /open311/v2/servicerequestupdates', 'FollowUpFunction'),
  ...inBothFormats('GET /open311/discovery', 'QueryFunction'),
  ...inBothFormats('GET /open311/v2/discovery', 'QueryFunction'),
  ...inBothFormats('GET /open311/v2/services', 'QueryFunction'),
  ...inBothFormats('GET /open311/v2/requests', 'QueryFunction'),
  ...inBothFormats('GET /open311/v2/servicerequestupdates', 'QueryFunction'),
  'GET /open311/v2/services/{service_code}': ['QueryFunction', 'NONE'],
  'GET /open311/v2/requests/{service_request_id}': ['QueryFunction', 'NONE'],
  'GET /open311/v2/tokens/{token}': ['QueryFunction', 'NONE'],
  ...Object.fromEntries(pageRoutes.map((key): [string, [string, 'NONE']] => [key, ['PagesFunction', 'NONE']])),
  $default: ['QueryFunction', 'NONE'],
  'POST /v1/complaints/{trackingId}/actions/{action}': ['FollowUpFunction', 'NONE'],
  'GET /v1/staff/me': ['FollowUpFunction', 'JWT'],
  'GET /v1/staff/complaints': ['FollowUpFunction', 'JWT'],
  'GET /v1/staff/complaints/{trackingId}': ['FollowUpFunction', 'JWT'],
  'GET /v1/staff/complaints/{trackingId}/ombudsman-file': ['FollowUpFunction', 'JWT'],
  'GET /v1/staff/complaints/{trackingId}/duplicates': ['FollowUpFunction', 'JWT'],
  'POST /v1/staff/complaints/{trackingId}/actions/{action}': ['FollowUpFunction', 'JWT'],
  'POST /v1/complaints/{trackingId}/attachments': ['AttachmentsFunction', 'NONE'],
  'GET /v1/complaints/{trackingId}/attachments/{attachmentId}': ['AttachmentsFunction', 'NONE'],
  'POST /v1/staff/complaints/{trackingId}/attachments': ['AttachmentsFunction', 'JWT'],
  'GET /v1/staff/complaints/{trackingId}/attachments/{attachmentId}': ['AttachmentsFunction', 'JWT'],
  'GET /v1/staff/complaints/{trackingId}/identity': ['IdentityFunction', 'JWT'],
  'GET /v1/admin/{kind}': ['DirectoryAdminFunction', 'JWT'],
  'GET /v1/admin/{kind}/{id}': ['DirectoryAdminFunction', 'JWT'],
  'GET /v1/admin/{kind}/{id}/edits': ['DirectoryAdminFunction', 'JWT'],
  'PUT /v1/admin/{kind}/{id}': ['DirectoryAdminFunction', 'JWT'],
  'PUT /v1/admin/holidays/{year}/{date}': ['DirectoryAdminFunction', 'JWT'],
  'DELETE /v1/admin/holidays/{year}/{date}': ['DirectoryAdminFunction', 'JWT'],
  'GET /v1/admin/officers/{subject}/handover': ['DirectoryAdminFunction', 'JWT'],
  'POST /v1/admin/clients/{clientId}/keys': ['DirectoryAdminFunction', 'JWT'],
  'DELETE /v1/admin/clients/{clientId}/keys/{keyId}': ['DirectoryAdminFunction', 'JWT'],
  'GET /v1/admin/subscriptions/{id}/secrets': ['DirectoryAdminFunction', 'JWT'],
  'POST /v1/admin/subscriptions/{id}/secrets': ['DirectoryAdminFunction', 'JWT'],
  'DELETE /v1/admin/subscriptions/{id}/secrets/{secretId}': ['DirectoryAdminFunction', 'JWT'],
  'PUT /v1/admin/subscriptions/{id}/relay-token': ['DirectoryAdminFunction', 'JWT'],
};

function routesOf(template = service): Record<string, unknown> {
  const integrations = resourcesOf(template, 'AWS::ApiGatewayV2::Integration');
  return Object.fromEntries(
    Object.values(resourcesOf(template, 'AWS::ApiGatewayV2::Route')).map(({ Properties }) => {
      const id = Properties.Target['Fn::Join'][1][1].Ref as string;
      const target = readable(integrations[id]?.Properties.IntegrationUri).replace('.Arn', '');
      return [Properties.RouteKey, [target, Properties.AuthorizationType]];
    }),
  );
}

describe('the API', () => {
  test('the stage is made after every route: it deploys each change itself, and API Gateway refuses two changes at once', () => {
    const dependencies = resource(service, 'AWS::ApiGatewayV2::Stage').DependsOn ?? [];
    expect(dependencies).toEqual(expect.arrayContaining(Object.keys(resourcesOf(service, 'AWS::ApiGatewayV2::Route'))));
  });

  test('has these routes, with these functions and authorizers', () => {
    expect(routesOf()).toEqual(routes);
    for (const { Properties } of Object.values(resourcesOf(service, 'AWS::ApiGatewayV2::Route'))) {
      expect('AuthorizerId' in Properties).toBe(Properties.AuthorizationType === 'JWT');
    }
  });

  test('sends format 2.0 to one integration per function, which may be called on every route, $default too', () => {
    const integrations = Object.values(resourcesOf(service, 'AWS::ApiGatewayV2::Integration'));
    expect(integrations.map((i) => [i.Properties.IntegrationType, i.Properties.PayloadFormatVersion])).toEqual(
      Array.from({ length: 8 }, () => ['AWS_PROXY', '2.0']),
    );
    const permissions = Object.values(resourcesOf(service, 'AWS::Lambda::Permission')).filter(
      ({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com',
    );
    expect(new Set(permissions.map((p) => readable(p.Properties.SourceArn)))).toEqual(
      new Set(['arn:aws:execute-api:ap-southeast-3:<AWS::AccountId>:HttpApi/*/*']),
    );
    expect(permissions).toHaveLength(8);
  });

  test('limits the rate of all callers together, on the $default stage', () => {
    expect(resource(service, 'AWS::ApiGatewayV2::Stage').Properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
  });

  test('logs no path, query, body, address, agent or person', () => {
    const { Format } = resource(service, 'AWS::ApiGatewayV2::Stage').Properties.AccessLogSettings as { Format: string };
    expect(Format.match(/\$context\.[\w.]+/g)).toEqual([
      '$context.requestId',
      '$context.requestTime',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
      '$context.responseLength',
      '$context.integrationStatus',
      '$context.error.message',
      '$context.integrationErrorMessage',
      '$context.authorizer.error',
    ]);
  });

  test('takes tokens of its own user pool: no self-registration, MFA, by a password or by the pages', () => {
    const { JwtConfiguration } = resource(service, 'AWS::ApiGatewayV2::Authorizer').Properties;
    expect(readable(JwtConfiguration.Issuer)).toBe('https://cognito-idp.ap-southeast-3.amazonaws.com/Officers');
    expect(JwtConfiguration.Audience.map(readable)).toEqual(['HttpLoginStaff', 'HttpLoginPages']);
    expect(resource(data, 'AWS::Cognito::UserPool').Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
      MfaConfiguration: 'ON',
    });
    const client = resource(service, 'AWS::Cognito::UserPoolClient', 'HttpLoginStaff').Properties;
    expect(client).toMatchObject({ AllowedOAuthFlowsUserPoolClient: false });
    expect(client).not.toHaveProperty('CallbackURLs');
  });

  test('lets the pages sign officers in: code flow only, no secret, back to these addresses only', () => {
    const { CallbackURLs, LogoutURLs, ...client } = resource(
      service,
      'AWS::Cognito::UserPoolClient',
      'HttpLoginPages',
    ).Properties;
    expect([CallbackURLs, LogoutURLs].map((urls: unknown[]) => urls.map(readable))).toEqual([
      ['HttpApi.ApiEndpoint/petugas/kembali'],
      ['HttpApi.ApiEndpoint/petugas/masuk'],
    ]);
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      SupportedIdentityProviders: ['COGNITO'],
      PreventUserExistenceErrors: 'ENABLED',
      AccessTokenValidity: 9 * 60,
      TokenValidityUnits: { AccessToken: 'minutes' },
    });
    const domain = resource(service, 'AWS::Cognito::UserPoolDomain').Properties;
    expect(readable(domain.Domain)).toBe('tanggap-ambon-dev-<AWS::AccountId>');
    // The newer pages: in Indonesian, and shown only for a client with a branding.
    expect(domain.ManagedLoginVersion).toBe(2);
    const look = resource(service, 'AWS::Cognito::ManagedLoginBranding').Properties;
    expect([readable(look.ClientId), look.UseCognitoProvidedValues]).toEqual(['HttpLoginPages', true]);
  });

  test("takes the city's own issuer instead, and then makes no user pool", () => {
    const templates = templatesOf({
      oidc: { issuer: 'https://sso.ambon.go.id', audience: ['tanggap', 'tanggap-web'] },
    });
    const own = templates.service;
    expect(resource(own, 'AWS::ApiGatewayV2::Authorizer').Properties.JwtConfiguration).toEqual({
      Issuer: 'https://sso.ambon.go.id',
      Audience: ['tanggap', 'tanggap-web'],
    });
    for (const type of ['UserPool', 'UserPoolClient', 'UserPoolDomain', 'ManagedLoginBranding'])
      for (const template of Object.values(templates))
        expect(resourcesOf(template, `AWS::Cognito::${type}`)).toEqual({});
    expect(Object.keys(own.toJSON()['Outputs'] as object)).not.toContain('UserPoolId');
    expect(routesOf(own)).toEqual(routes);
  });

  test.each([
    [{}, '', ['tanggap']],
    [{ pagesClientId: 'konsol' }, 'konsol', ['tanggap', 'konsol']],
    [{ pagesClientId: 'tanggap' }, 'tanggap', ['tanggap']],
  ])("opens the console where the city's own issuer has a client for it: %j", (more, clientId, audience) => {
    const own = templatesOf({
      oidc: { issuer: 'https://sso.ambon.go.id', audience: ['tanggap'], ...more },
    }).service;
    expect(resource(own, 'AWS::ApiGatewayV2::Authorizer').Properties.JwtConfiguration.Audience).toEqual(audience);
    const { Variables } = resource(own, 'AWS::Lambda::Function', 'Pages').Properties.Environment;
    expect([Variables.OIDC_ISSUER, Variables.OIDC_CLIENT_ID]).toEqual(['https://sso.ambon.go.id', clientId]);
  });

  test('has no CORS while no web origin is configured', () => {
    const { data: kept, service: deployed } = templatesOf(production);
    expect(resource(deployed, 'AWS::ApiGatewayV2::Api').Properties).not.toHaveProperty('CorsConfiguration');
    expect(resource(kept, 'AWS::S3::Bucket').Properties).not.toHaveProperty('CorsConfiguration');
  });

  test('lets the pages of the configured origins call it, and send photos; never with cookies', () => {
    const origins = ['http://localhost:5173'];
    expect(resource(service, 'AWS::ApiGatewayV2::Api').Properties.CorsConfiguration).toEqual({
      AllowOrigins: origins,
      AllowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
      AllowHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-api-key', 'x-reporter-secret'],
      ExposeHeaders: ['location', 'retry-after'],
      MaxAge: 3600,
    });
    expect(resource(data, 'AWS::S3::Bucket').Properties.CorsConfiguration.CorsRules).toEqual([
      { AllowedOrigins: origins, AllowedMethods: ['GET', 'POST'], AllowedHeaders: ['*'], MaxAge: 3600 },
    ]);
  });
});
