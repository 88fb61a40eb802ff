import { HandlerResult } from './real-handlers';

/** What each handler weighs and how it starts, ours against CDK's. */
export function asTable(results: readonly HandlerResult[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);
  const lines = [
    row(['handler', 'deployed kB, CDK', 'deployed kB, ours', 'loaded kB, CDK', 'loaded kB, ours', 'CPU to start, ours to CDK']),
    row(['---', '---:', '---:', '---:', '---:', '---:']),
    ...results.map(({ handler, cdk, steadfast }) => row([
      handler, kilobytes(cdk.package), kilobytes(steadfast.package), kilobytes(cdk.code), kilobytes(steadfast.code),
      `${(steadfast.startCpu / cdk.startCpu).toFixed(2)} x`,
    ])),
  ];
  return `${lines.join('\n')}\n`;
}
