import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';

/**
 * Who says who an officer is: the city's own OIDC issuer, or a Cognito user pool where it has none.
 * The token says who, the directory says what: a user without an officer record may do nothing.
 */
export class StaffLogin extends Construct {
  /** Issuer of the tokens that the API accepts. */
  readonly issuer: string;
  /** Audiences that the API accepts. */
  readonly audience: readonly string[];
  /** The user pool, when there is one. */
  readonly pool?: { readonly userPoolId: string; readonly clientId: string };

  constructor(scope: Construct, id: string, props: { readonly deployment: Deployment }) {
    super(scope, id);
    const { stage, oidc, deletionProtection } = props.deployment;
    if (oidc !== undefined) {
      this.issuer = oidc.issuer;
      this.audience = oidc.audience;
      return;
    }
    const pool = new UserPool(this, 'Officers', {
      userPoolName: `tanggap-${stage}-officers`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      // An officer's account opens reporters' identities: a password alone is not enough. By app, since SMS costs.
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
      // Officer records name subjects of this pool: lost users would be strangers.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason:
        'The Plus plan costs US$ 0.02 per officer and month; MFA is required and accounts are made by an admin only.',
    });
    const client = pool.addClient('Staff', {
      // Public client of the staff pages and of bin/ commands: SRP, or a password by who has AWS credentials.
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
    this.audience = [client.userPoolClientId];
    this.pool = { userPoolId: pool.userPoolId, clientId: client.userPoolClientId };
  }
}
