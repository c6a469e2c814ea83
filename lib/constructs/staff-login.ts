import { Aws, Duration, Stack } from 'aws-cdk-lib';
import {
  CfnManagedLoginBranding,
  ManagedLoginVersion,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Deployment } from '../stacks/deployment.ts';

/** Where officers' tokens come from. The token says who, the directory says what: a user without an officer record may do nothing. */
export interface StaffLogin {
  /** Issuer of the tokens that the API accepts. */
  readonly issuer: string;
  /** Audiences that the API accepts. */
  readonly audience: readonly string[];
  /** Client of the officer console; empty where the city's own issuer has none for it. */
  readonly pagesClientId: string;
  /** Stack outputs of a user pool. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Properties of the login. */
interface StaffLoginProps {
  readonly deployment: Deployment;
  /** Accounts of officers (default: the city has an issuer of its own, which `deployment` names). */
  readonly pool: UserPool | undefined;
  /** Address of the pages, to which a sign-in returns. The city tells its own issuer of it. */
  readonly url: string;
}

/** Identifies officers: by the city's own OIDC issuer, or by a Cognito user pool, to which it adds the clients and the sign-in pages. */
export function staffLogin(parent: Construct, id: string, { deployment, pool, url }: StaffLoginProps): StaffLogin {
  const { oidc, slug } = deployment;
  if (oidc !== undefined) {
    const { issuer, pagesClientId = '' } = oidc;
    return {
      issuer,
      audience: [...new Set([...oidc.audience, pagesClientId])].filter(Boolean),
      pagesClientId,
      outputs: {},
    };
  }
  if (pool === undefined) throw new Error('There is neither an OIDC issuer nor a user pool.');
  const scope = new Construct(parent, id);
  const staff = new UserPoolClient(scope, 'Staff', {
    userPool: pool,
    // Public client of bin/ commands and of a city's own programs: SRP, or a password by who has AWS credentials.
    authFlows: { userSrp: true, adminUserPassword: true },
    // Otherwise CDK adds an implicit OAuth flow that redirects to example.com.
    disableOAuth: true,
    preventUserExistenceErrors: true,
    // A stolen access token dies within the hour; an officer signs in once a working day.
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.hours(12),
  });
  new UserPoolDomain(scope, 'SignIn', {
    userPool: pool,
    // Unique in the region among all accounts.
    cognitoDomain: { domainPrefix: `tanggap-${slug}-${Aws.ACCOUNT_ID}` },
    // The newer pages speak Indonesian.
    managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  const pages = new UserPoolClient(scope, 'Pages', {
    userPool: pool,
    // Public, as PKCE proves who redeems the code; a secret would be one more thing to rotate.
    generateSecret: false,
    authFlows: { userSrp: true },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID],
      callbackUrls: [`${url}/petugas/kembali`],
      logoutUrls: [`${url}/petugas/masuk`],
    },
    supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
    preventUserExistenceErrors: true,
    // A working day: the token lies encrypted in a cookie that no script reads, and a retired officer is refused within a minute.
    accessTokenValidity: Duration.hours(9),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.hours(9),
  });
  // Without a branding of its own a client has no newer pages.
  new CfnManagedLoginBranding(scope, 'SignInLook', {
    userPoolId: pool.userPoolId,
    clientId: pages.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  return {
    issuer: `https://cognito-idp.${Stack.of(scope).region}.amazonaws.com/${pool.userPoolId}`,
    audience: [staff.userPoolClientId, pages.userPoolClientId],
    pagesClientId: pages.userPoolClientId,
    outputs: { UserPoolId: pool.userPoolId, ClientId: staff.userPoolClientId },
  };
}
