import { appOf } from './app';

/* `synthesize.js VARIANT OUTDIR COPIES [no-flags]` */

const [variant, outdir, copies, flags] = process.argv.slice(2);
appOf(variant, Number(copies), { outdir, flags: flags === 'no-flags' ? {} : undefined }).synth();
process.stdout.write('\n{}');
