import { Comparison } from './comparison';

/** The comparison as a Markdown table: one row a planted defect, then the sums and what was said of well-built stacks. */
export function asTable({ tools, plants, wellBuilt }: Comparison): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = [
    row(['planted defect', ...tools.map(tool => `${tool.name} ${tool.version}`)]),
    row(['---', ...tools.map(() => '---')]),
    ...plants.map(plant => row([
      plant.variant ? `${plant.rule} (${plant.variant})` : plant.rule,
      ...tools.map(tool => (plant.foundBy[tool.name].length > 0 ? 'found' : '-')),
    ])),
    row(['**found**', ...tools.map(tool => `**${tool.found} of ${tool.of}**`)]),
    row(['**of these, blind**', ...tools.map(tool => `**${tool.blindFound} of ${tool.blindOf}**`)]),
    ...wellBuilt.map(stack => row([`false on ${stack}`, ...tools.map(tool => String(tool.falseByStack[stack]))])),
    row(['**false findings**', ...tools.map(tool => `**${tool.false}**`)]),
  ];
  return `${lines.join('\n')}\n`;
}
