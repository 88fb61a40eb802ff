import { Job, JOBS, NAMES, Variant, VARIANTS } from './jobs';
import { Figures, Peers } from './measure';

/** The comparison as Markdown: what the templates hold, what a synthesis costs, what is loaded. Four figures in a cell are the four jobs. */
export function asTable(peers: Peers): string {
  return [templates(peers), synthesis(peers), imports(peers)].join('\n');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const header = (first: string, names: readonly string[]): readonly string[] => [row([first, ...names]), row(['---', ...names.map(() => '---:')])];

function templates({ figures }: Peers): string {
  const one = (job: Job, variant: Variant): Figures => figures.find(each => each.job === job && each.variant === variant)!;
  const line = (name: string, value: (of: Figures) => number | string): string =>
    row([name, ...VARIANTS.map(variant => JOBS.map(job => value(one(job, variant))).join(' / '))]);
  return `${[
    ...header(JOBS.join(' / '), VARIANTS.map(variant => NAMES[variant])),
    line('resources', of => of.resources),
    line('the same without feature flags', of => of.resourcesWithoutFlags),
    line('to hardened by hand', of => (of.resources / one(of.job, 'hardened').resources).toFixed(2)),
    line('template kB', of => (of.bytes / 1000).toFixed(1)),
    line('lines a user writes', of => of.lines),
    line('statements with `*` in an action', of => of.wildcardActions),
    line('statements on the resource `*`', of => of.anyResource),
    line('statements with `*` within a resource', of => of.partOfResource),
    line('policies of AWS', of => of.managedPolicies),
    line('open findings, six packs of cdk-nag', of => of.findings),
  ].join('\n')}\n`;
}

function synthesis({ synthesis: all }: Peers): string {
  const settings = [...new Set(all.map(({ job, copies, validator }) => JSON.stringify({ job, copies, validator })))].map(text => JSON.parse(text));
  const lines = settings.map(({ job, copies, validator }) => {
    const costs = all.filter(one => one.job === job && one.copies === copies && one.validator === validator);
    const hardened = costs[VARIANTS.indexOf('hardened')];
    return row([
      `${copies} x ${job}, validator ${validator ? 'on' : 'off'}`,
      ...costs.map(one => `${(one.cpu / hardened.cpu).toFixed(2)} x, ${one.memory!.toFixed(0)} MiB`),
      hardened.cpu.toFixed(2),
    ]);
  });
  return `${[...header('synthesis: CPU to hardened by hand, peak memory', [...VARIANTS.map(variant => NAMES[variant]), 'hardened, CPU s']), ...lines].join('\n')}\n`;
}

function imports({ imports: all }: Peers): string {
  const lines = all.map(one => row([
    one.job, NAMES[one.variant], String(one.modules), String(one.ofCdk), (one.cpu * 1000).toFixed(0),
  ]));
  return `${[...header('loaded beyond raw L2s', ['by', 'modules', 'of these, of aws-cdk-lib', 'CPU ms']), ...lines].join('\n')}\n`;
}
