import { lengthOf } from './evidence/listed';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Judgement, Rule } from './rule';
import { FunctionFact } from '../inventory/function-facts';
import { QUOTAS } from '../reference/quotas';

const LAYER = 'arn:aws:lambda:eu-west-1:111111111111:layer:tools:1';

const MEGABYTE = 1024 * 1024;

/** Lambda unpacks five layers at most, and none over an image. */
export const layers: Rule = {
  id: 'layers',
  severity: 'error',
  title: 'A function has at most five layers that fit into 250 MB with it, and an image has none',
  why: 'Lambda refuses a sixth layer, layers on a function that is a container image, and a function that unzips to more than 250 MB with its layers. '
    + 'The deployment finds out when everything is uploaded.',
  remedy: 'Merge layers, or bundle what they hold into the function\'s package.',
  inCdk: 'Fewer `layers`; `NodejsFunction` and `SteadfastNodejsFunction` bundle what the handler imports.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html',
  keeping: { Resources: { Worker: lambdaFunction({ Layers: [LAYER] }) } },
  breaking: { Resources: { Worker: lambdaFunction({ Layers: Array.from({ length: 6 }, (_, index) => `${LAYER}${index}`) }) } },

  *check({ functions }) {
    const most = QUOTAS.layers.value;
    for (const one of functions) {
      const count = lengthOf(one.resource.properties, 'Layers');
      if (one.packageType.known === 'Image' && count.least > 0) {
        yield finding(one, `It is a container image and has ${count.least} layers.`, { remedy: 'Copy what the layers hold into the image, and remove Layers.' });
      } else if (count.least > most) {
        yield finding(one, `It has ${count.least} layers; Lambda takes ${most}.`);
      } else if (count.most > most) {
        yield cannotTell(one, `Whether it has more than ${most} layers cannot be told.`);
      }
      yield* judgeWeight(one);
    }
  },
};

/**
 * Weighed where the packages lie in an assembly; a template alone says nothing of them, and is not asked every time.
 * Nor is who adds a published layer to a small function: a layer that is not there is asked about where what is seen takes half of the room.
 */
function* judgeWeight(one: FunctionFact): Iterable<Judgement> {
  const { packages } = one.resource.scope.template;
  if (!packages || one.packageType.known !== 'Zip') {
    return;
  }
  const layered = one.resource.properties.links('Layers', 'AWS::Lambda::LayerVersion').map(({ resource }) => resource && packages.bytesOf(resource.raw));
  const bytes = [packages.bytesOf(one.resource.raw), ...layered].reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
  const most = QUOTAS.unzipped.value;
  if (bytes > most) {
    yield finding(one, `Its package and layers come to at least ${Math.ceil(bytes / MEGABYTE)} MB unzipped; Lambda takes ${most / MEGABYTE}.`, {
      remedy: 'Leave out what does not run, mount it from a file system, or deploy a container image.',
    });
  } else if (layered.includes(undefined) && bytes >= most / 2) {
    yield cannotTell(one, `Whether it fits into ${most / MEGABYTE} MB cannot be told: a layer is not in the assembly.`);
  }
}
