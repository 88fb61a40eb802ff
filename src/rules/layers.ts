import { lengthOf } from './evidence/listed';
import { lambdaFunction } from './example-parts';
import { cannotTell, finding, Rule } from './rule';
import { QUOTAS } from '../reference/quotas';

const LAYER = 'arn:aws:lambda:eu-west-1:111111111111:layer:tools:1';

/** Lambda unpacks five layers at most, and none over an image. */
export const layers: Rule = {
  id: 'layers',
  severity: 'error',
  title: 'A function has at most five layers, and an image has none',
  why: 'Lambda refuses a sixth layer, and layers on a function that is a container image.',
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
    }
  },
};
