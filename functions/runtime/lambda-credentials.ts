/**
 * Replaces the SDK's chain of credential sources in every bundle (lib/functions/bundling.ts, docs/adr/007). Lambda puts its role's temporary
 * credentials into the environment, so the other sources (sign-in, profiles, instance metadata) are never needed.
 */
type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** Has the name of the SDK's function that it replaces. Its provider throws when the environment has no credentials. */
export const defaultProvider = () => async (): Promise<Credentials> => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not in the environment');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
};
