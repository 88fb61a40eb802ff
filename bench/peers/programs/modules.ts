import { Stack } from 'aws-cdk-lib';
import { load, VariantModule } from './app';

/*
 * What a library loads to build a job once, beyond what the same job in raw L2s has loaded already.
 *
 *   modules.js BASE VARIANT         prints the files, in the order of their loading
 *   modules.js BASE VARIANT FILES   loads those files and prints the seconds of CPU that it took
 */

const [base, variant, files] = process.argv.slice(2);
(load(base) as VariantModule).build(new Stack(), 'Base');
if (files) {
  const before = process.cpuUsage();
  (JSON.parse(files) as string[]).forEach(file => load(file));
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(`\n${JSON.stringify((user + system) / 1e6)}`);
} else {
  const before = new Set(Object.keys(load.cache));
  (load(variant) as VariantModule).build(new Stack(), 'Variant');
  process.stdout.write(`\n${JSON.stringify(Object.keys(load.cache).filter(file => !before.has(file) && file !== variant))}`);
}
