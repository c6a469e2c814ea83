import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccountRecovery, FeaturePlan, Mfa, UserPool } from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';

/**
 * Makes the accounts of officers, for a city without an OIDC issuer of its own. They belong to the data: officers' records name subjects of this
 * pool, so that a new one would make every officer a stranger.
 */
export function officerPool(scope: Construct, slug: string): UserPool {
  const pool = new UserPool(scope, 'Officers', {
    userPoolName: `tanggap-${slug}-officers`,
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
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  Validations.of(pool).acknowledge({
    id: 'AwsSolutions-COG8',
    reason:
      'The Plus plan costs US$ 0.02 per officer and month; MFA is required and accounts are made by an admin only.',
  });
  return pool;
}
