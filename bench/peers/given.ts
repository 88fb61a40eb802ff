/** What every variant is given: the folder with the built code of a function, as an app says it from its root. */
export const HANDLER = 'bench/peers/handler';

/** The topic that wakes the people on call. */
export const ON_CALL = 'arn:aws:sns:us-east-1:111111111111:on-call';
