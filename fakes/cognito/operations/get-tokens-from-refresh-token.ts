import { type Operation, text } from './operation.ts';
import { refresh } from './refresh.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html */
export const getTokensFromRefreshToken: Operation = (input, call) => {
  call.server.checkClient(text(input, 'ClientId'));
  return refresh(text(input, 'RefreshToken'), call);
};
