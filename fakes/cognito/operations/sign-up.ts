import { notAuthorized, ServiceError } from '../service-error.ts';
import type { User } from '../user.ts';
import { unknownUser } from '../user-pool.ts';
import { type Call, checkClient, type Input, type Operation, text } from './operation.ts';

/** `MinimumLength` of the default password policy. */
const SHORTEST_PASSWORD = 8;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html */
export const signUp: Operation = (input, call) => {
  checkClient(input, call);
  const { pool } = call;
  const username = text(input, 'Username');
  const password = text(input, 'Password');
  if (password.length < SHORTEST_PASSWORD) {
    const reason = 'Password did not conform with policy: Password not long enough';
    throw new ServiceError('InvalidPasswordException', reason);
  }
  if (pool.user(username)) throw new ServiceError('UsernameExistsException', 'User already exists');
  const email = attribute(input, 'email');
  const newUser = { username, password, status: 'UNCONFIRMED', ...(email !== '' && { email }) } as const;
  const user = pool.addUser(newUser, `${username} ${call.entropy}`);
  return { CodeDeliveryDetails: delivery(user), UserConfirmed: false, UserSub: user.sub };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmSignUp.html */
export const confirmSignUp: Operation = (input, call) => {
  const user = namedUser(input, call);
  if (!user) {
    throw new ServiceError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
  }
  if (user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
  }
  if (text(input, 'ConfirmationCode') !== call.pool.around.options.confirmationCode) {
    const message = 'Invalid verification code provided, please try again.';
    throw new ServiceError('CodeMismatchException', message);
  }
  call.pool.setStatus(user, 'CONFIRMED');
  return {};
};

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResendConfirmationCode.html
 * For an unknown user, a delivery is simulated if the pool must not reveal that:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
 */
export const resendConfirmationCode: Operation = (input, call) => {
  const user = namedUser(input, call);
  if (!user) return { CodeDeliveryDetails: delivery({ email: `${text(input, 'Username')}@example.com` }) };
  if (user.status !== 'UNCONFIRMED') {
    throw new ServiceError('InvalidParameterException', 'User is already confirmed.');
  }
  return { CodeDeliveryDetails: delivery(user) };
};

/**
 * @returns undefined for an unknown user, if the pool must not reveal that
 * @throws {ServiceError} for an unknown user, if it may
 */
function namedUser(input: Input, call: Call): User | undefined {
  checkClient(input, call);
  const user = call.pool.userByLogin(text(input, 'Username'));
  if (!user && !call.pool.around.options.hidesUserExistence) throw unknownUser(call.pool.around, '');
  return user;
}

function delivery({ email }: Pick<User, 'email'>): object {
  const [name = '', host = ''] = email.split('@');
  const Destination = `${name.slice(0, 1)}***@${host.slice(0, 1)}***`;
  return { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination };
}

function attribute({ UserAttributes }: Input, name: string): string {
  if (!Array.isArray(UserAttributes)) return '';
  return text(
    UserAttributes.find((candidate) => text(candidate, 'Name') === name),
    'Value',
  );
}
