import { execFileSync } from 'node:child_process';
import { dirname, sep } from 'node:path';
import { CloudConnection } from './cloud-connection';

/**
 * The processes that run a function at this moment: kill them for a fault campaign.
 *
 * Only those of this cloud: each works below the cloud's own folder, which no other process shares.
 */
export function functionProcesses(cloud: CloudConnection, functionName: string): number[] {
  const folder = `${dirname(cloud.address.logFile)}${sep}ministack-lambda-${functionName}-`;
  return execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes(folder))
    .map(line => Number.parseInt(line, 10));
}
