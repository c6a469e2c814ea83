import { Aws, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Deployment } from '../stacks/deployment.ts';

/**
 * Identifies officers: by the city's own OIDC issuer, or by a Cognito user pool where it has none. The token says who, the directory says what:
 * a user without an officer record may do nothing.
 */
export class StaffLogin extends Construct {
  /** Issuer of the tokens that the API accepts. */
  readonly issuer: string;
  #pagesClientId: string;
  readonly #stage: string;
  readonly #audience: Set<string>;
  readonly #userPool?: UserPool;
  /** The user pool, when there is one. */
  readonly pool?: { readonly userPoolId: string; readonly clientId: string };

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment }) {
    super(scope, id);
    const { stage, oidc, deletionProtection } = props.deployment;
    this.#stage = stage;
    if (oidc !== undefined) {
      this.issuer = oidc.issuer;
      this.#pagesClientId = oidc.pagesClientId ?? '';
      this.#audience = new Set(oidc.audience);
      if (oidc.pagesClientId !== undefined) this.#audience.add(oidc.pagesClientId);
      return;
    }
    const pool = new UserPool(this, 'Officers', {
      userPoolName: `tanggap-${stage}-officers`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      // An officer's account gives access to reporters' identities, so that a password alone is not enough. The second factor is an app, because SMS costs.
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      // Free up to 10,000 users a month.
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection,
      // Retained: officer records name subjects of this pool.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'The Plus plan costs US$ 0.02 per officer and month; MFA is required and accounts are made by an admin only.',
    });
    this.#userPool = pool;
    const client = pool.addClient('Staff', {
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
    this.issuer = `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${pool.userPoolId}`;
    this.#pagesClientId = '';
    this.#audience = new Set([client.userPoolClientId]);
    this.pool = { userPoolId: pool.userPoolId, clientId: client.userPoolClientId };
  }

  /** Audiences that the API accepts. */
  get audience(): readonly string[] {
    return [...this.#audience];
  }

  /** Client of the officer console; empty where the city's own issuer has none for it. */
  get pagesClientId(): string {
    return this.#pagesClientId;
  }

  /**
   * Lets officers sign in by the pages under this address: in a user pool a client and the pool's own sign-in pages. A city's own issuer is told
   * of the address by the city.
   */
  letPagesSignIn(url: string): void {
    const pool = this.#userPool;
    if (pool === undefined) return;
    pool.addDomain('SignIn', {
      // Unique in the region among all accounts.
      cognitoDomain: { domainPrefix: `tanggap-${this.#stage}-${Aws.ACCOUNT_ID}` },
      // The newer pages speak Indonesian.
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    const client = pool.addClient('Pages', {
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
    new CfnManagedLoginBranding(this, 'SignInLook', {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    this.#pagesClientId = client.userPoolClientId;
    this.#audience.add(client.userPoolClientId);
  }
}
