import { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { Answer } from '../handler/answer';
import { handler as answerTo } from '../handler/index';

/** The trouble that a request brings along in a header, for it is the campaign that decides about it. */
type Trouble = 'dies first' | 'dies after' | 'hangs' | undefined;

/** The real handler in a world that is not perfect. */
export async function handler(event: APIGatewayProxyEventV2WithJWTAuthorizer): Promise<Answer> {
  const trouble = event.headers['x-trouble'] as Trouble;
  if (trouble === 'dies first') process.exit(1);
  const answer = await answerTo(event);
  // The order is written, and its sender will never hear of it.
  if (trouble === 'dies after') process.exit(1);
  if (trouble === 'hangs') await new Promise(resolve => setTimeout(resolve, 60_000));
  return answer;
}
