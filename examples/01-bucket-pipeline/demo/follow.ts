import { setTimeout as sleep } from 'node:timers/promises';
import { ImportSite } from './import-site';
import { ProgressDisplay } from '../../demo/progress-display';
import { BatchNotification } from '../handler/process';
import { ImportReport } from '../handler/validate';

/** What was seen while the rows were on their way. */
export interface Journey {
  /** Undefined when validation never finished. */
  readonly report?: ImportReport;
  readonly notifications: number;
  /** Something was still under way when there was no more progress. */
  readonly stalled: boolean;
}

const INTERVAL_MS = 500;
/** Longer than any pause between two attempts, even after a crash. */
const STALL_MS = 120_000;
const QUIET_LOOKS = 2;

/** An upload that is to be followed. */
export interface Upload {
  readonly key: string;
  readonly rows: number;
  /** The generation of the upload that it replaces. */
  readonly replaces?: string;
}

/** Watches an upload until nothing is under way any more, or nothing moves any more. */
export async function follow(site: ImportSite, upload: Upload, display: Pick<ProgressDisplay, 'figures'>): Promise<Journey> {
  let report: ImportReport | undefined;
  let notifications = 0;
  let stored = 0;
  let quiet = 0;
  let lastFigures = '';
  let lastChange = Date.now();
  while (Date.now() - lastChange < STALL_MS) {
    report ??= await site.report(upload.key, upload.replaces);
    const [buffer, parked] = [await site.bufferFigures(), await site.parkedFigures()];
    const heard = await site.notifications<BatchNotification>();
    notifications += heard.length;
    stored += heard.reduce((sum, notification) => sum + notification.stored, 0);

    const figures = [
      `rows in ${upload.rows}`, `queued ${report?.sent ?? '...'}`, `waiting ${buffer.waiting}`, `stored ${stored}`,
      `in work or retrying ${buffer.hidden}`, `parked ${parked.waiting + parked.hidden}`,
    ].join(' | ');
    display.figures(figures);
    lastChange = figures === lastFigures ? lastChange : Date.now();
    lastFigures = figures;

    quiet = report && buffer.waiting + buffer.hidden === 0 ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) {
      return { report, notifications, stalled: false };
    }
    await sleep(INTERVAL_MS);
  }
  return { report, notifications, stalled: true };
}
