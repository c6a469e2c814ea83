import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  CorsHttpMethod,
  HttpApi,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Deployment } from '../stacks/deployment.ts';
import type { Alarms } from './alarms.ts';
import { addRoute, FunctionIntegration, type RouteKey } from './function-route.ts';
import { staffLogin, type StaffLogin } from './staff-login.ts';
import type { TanggapFunction } from './tanggap-function.ts';

/** The routes of one function. */
interface ApiRoutes {
  readonly target: TanggapFunction;
  /** Routes without authorizer: the function checks API keys and reporter secrets itself. */
  readonly anyone?: readonly RouteKey[];
  /** Routes with the JWT authorizer. */
  readonly staff?: readonly RouteKey[];
}

/** Properties of the API. */
export interface CityApiProps {
  readonly deployment: Deployment;
  readonly alarms: Alarms;
  /** Accounts of officers (default: the city has an issuer of its own). */
  readonly officers: UserPool | undefined;
  /** All routes; `$default` answers what no other route matches, with our own 404. */
  readonly routes: readonly ApiRoutes[];
}

/** Fields logged of a call. Path, query, body, address and token are not: they may hold a tracking id, a phone number or a person. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    bytes: '$context.responseLength',
    integrationStatus: '$context.integrationStatus',
    error: '$context.error.message',
    integrationError: '$context.integrationErrorMessage',
    authorizerError: '$context.authorizer.error',
  }),
);

/** The HTTP API: routes to functions, a JWT authorizer for officers, stage throttling, and an access log without persons. */
export class CityApi extends Construct {
  /** Base URL, without a trailing slash. */
  readonly url: string;
  /** Issuer of officers' tokens. */
  readonly login: StaffLogin;

  constructor(scope: Construct, id: string, props: CityApiProps) {
    super(scope, id);
    const { deployment, alarms, routes } = props;
    const { slug, corsOrigins, logRetentionDays, requestsPerSecond, requestBurst } = deployment;
    const api = new HttpApi(this, 'Api', {
      apiName: `tanggap-${slug}`,
      description: 'Tanggap: complaints of the city',
      createDefaultStage: false,
      ...(corsOrigins.length > 0 && {
        corsPreflight: {
          allowOrigins: [...corsOrigins],
          allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT, CorsHttpMethod.DELETE],
          allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-api-key', 'x-reporter-secret'],
          exposeHeaders: ['location', 'retry-after'],
          maxAge: Duration.hours(1),
        },
      }),
    });
    this.login = staffLogin(this, 'Login', { deployment, pool: props.officers, url: api.apiEndpoint });
    const officers = new HttpJwtAuthorizer('Officers', this.login.issuer, { jwtAudience: [...this.login.audience] });
    const open = new HttpNoneAuthorizer();
    for (const { target, anyone = [], staff = [] } of routes) {
      const integration = new FunctionIntegration(target);
      integration.permit(api);
      for (const key of anyone) acknowledgeOpen(addRoute(api, key, integration, open));
      for (const key of staff) addRoute(api, key, integration, officers);
    }
    const stageResource = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: requestBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', {
            logGroupName: `/aws/vendedlogs/apigateway/tanggap-${slug}`,
            retention: logRetentionDays,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: accessLogFormat,
      },
    });
    // The stage deploys each route that is added by itself, and API Gateway answers 409 while another change is under way.
    stageResource.node.addDependency(...api.node.findAll().filter((child) => child instanceof HttpRoute));
    this.url = api.apiEndpoint;
    alarms.add({
      name: 'api-errors',
      severity: 'high',
      what: 'The API answered with a 5xx.',
      impact: 'An app could not file a complaint, or a citizen or an officer got no answer.',
      metric: stageResource.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
    });
  }
}

/** Acknowledged for each open route, so that a staff route without authorizer is still found. */
function acknowledgeOpen(route: HttpRoute): void {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'For apps, reporters and the public: the function checks the API key or the reporter secret where one is needed.',
  });
}
