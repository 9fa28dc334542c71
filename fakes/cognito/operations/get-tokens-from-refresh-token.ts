import { checkClient, type Operation, text } from './operation.ts';
import { refresh } from './refresh.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html */
export const getTokensFromRefreshToken: Operation = (input, call) => {
  checkClient(input, call);
  const deviceKey = text(input, 'DeviceKey');
  return { AuthenticationResult: refresh(text(input, 'RefreshToken'), deviceKey, call) };
};
