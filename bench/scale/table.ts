import type { Scale } from './measure';

/** The result as two Markdown tables: how our own cost grows, and what the peers cost at one size. */
export function asTable({ sizes, compared, tools }: Scale): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const memory = (mebibytes: number | undefined): string => (mebibytes === undefined ? '-' : mebibytes.toFixed(0));
  const lines = [
    row(['functions', 'templates', 'resources', 'CPU s', 'to half of it', 'CPU ms a function', 'memory MiB']),
    row(['---:', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...sizes.map((one, index) => {
      const growth = index === 0 ? '-' : `${(one.cpu / sizes[index - 1].cpu).toFixed(2)} x`;
      return row([one.functions, one.templates, one.resources, one.cpu.toFixed(2), growth, one.perFunction.toFixed(2), memory(one.memory)]);
    }),
    '',
    row([`the same templates, ${compared} functions`, 'CPU s', 'ratio to steadfast', 'memory MiB']),
    row(['---', '---:', '---:', '---:']),
    ...tools.map(one => row([one.name, one.cpu.toFixed(2), `${one.ratio.toFixed(1)} x`, memory(one.memory)])),
  ];
  return `${lines.join('\n')}\n`;
}
