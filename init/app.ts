import { App, Validations } from 'aws-cdk-lib';
import { rules } from 'cdk-steadfast';
import { ServiceStack } from './service-stack';

const app = new App();
// Every `cdk synth` is held to the rule book: errors stop it, warnings are reported.
Validations.of(app).addPlugins(new rules.SteadfastChecks());

new ServiceStack(app, '__NAME__', { onCall: app.node.getContext('onCall') });
