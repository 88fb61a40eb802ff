import * as path from 'node:path';

/** What `npx projen bundle` makes for the report's page. */
export const ASSETS = path.join(__dirname, '..', '..', '..', 'assets', 'report');
