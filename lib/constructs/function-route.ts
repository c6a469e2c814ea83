import { Stack } from 'aws-cdk-lib';
import {
  HttpIntegrationType,
  HttpRoute,
  HttpRouteIntegration,
  HttpRouteKey,
  PayloadFormatVersion,
  type HttpApi,
  type HttpMethod,
  type HttpRouteIntegrationConfig,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { TanggapFunction } from './tanggap-function.ts';

/** A method and a path as API Gateway writes them, or `$default` for requests that match no other route. */
export type RouteKey = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}` | '$default';

/**
 * One integration and one permission per function. CDK's own integration adds a permission per route, or with `scopePermissionToRoute: false`
 * one for `<api>/*\/*\/*`, which does not match the `$default` route (`<api>/<stage>/$default`).
 */
export class FunctionIntegration extends HttpRouteIntegration {
  readonly #target: TanggapFunction;

  constructor(target: TanggapFunction) {
    super(target.node.id);
    this.#target = target;
  }

  /** Lets this API call the function. */
  permit(api: HttpApi): void {
    this.#target.lambda.addPermission('Api', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(api).formatArn({ service: 'execute-api', resource: api.apiId, resourceName: '*/*' }),
    });
  }

  override bind(): HttpRouteIntegrationConfig {
    return {
      type: HttpIntegrationType.AWS_PROXY,
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      uri: this.#target.lambda.functionArn,
    };
  }
}

/** Adds one route with its own authorizer, never with a default of the API. */
export function addRoute(
  api: HttpApi,
  key: RouteKey,
  integration: FunctionIntegration,
  authorizer: IHttpRouteAuthorizer,
): HttpRoute {
  const [method, path] = key.split(' ');
  const routeKey = path === undefined ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path, method as HttpMethod);
  return new HttpRoute(api, key, { httpApi: api, routeKey, integration, authorizer });
}
