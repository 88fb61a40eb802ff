import type {
  IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport, PolicyViolation, Stage, Validations,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { JudgedAssembly } from './judging/judge-assembly';
import { FoundDefect, Verdict } from './judging/verdict';
import { reaches, Severity } from './rule';
import { pageOf } from './rule-page';
import type { Acknowledgement } from '../inventory/template';

/**
 * How the rule book judges an app.
 */
export interface SteadfastChecksProps {
  /**
   * Whether warnings stop a synth, too; CDK then shows them as errors.
   *
   * @default false - only errors stop a synth; warnings are shown
   */
  readonly warningsStopSynth?: boolean;
}

/**
 * Judges the Lambda functions of an app whenever it is synthesized, whatever library made them:
 * `Validations.of(app).addPlugins(new rules.SteadfastChecks())`.
 *
 * To live with a finding, acknowledge it where it stands or above, with a reason:
 * `Validations.of(worker).acknowledge({ id: 'steadfast::log-retention', reason: '...' })`.
 * The acknowledgement holds for that part of the app only.
 *
 * @example
 * cdk.Validations.of(app).addPlugins(new rules.SteadfastChecks());
 */
export class SteadfastChecks implements IPolicyValidationPlugin {
  /**
   * How reports and acknowledgements name this plugin.
   */
  public readonly name: string = 'steadfast';
  private readonly leastStopping: Severity;
  private judged?: { readonly assembly: JudgedAssembly; readonly root: IConstruct; readonly asked: Set<string> };

  constructor(props: SteadfastChecksProps = {}) {
    this.leastStopping = props.warningsStopSynth ? 'warning' : 'error';
  }

  /**
   * The rules of the book.
   */
  public get ruleIds(): string[] | undefined {
    return required.ruleBook().RULE_BOOK.map(rule => rule.id);
  }

  /**
   * Judges the templates of a synthesized app; CDK calls it.
   */
  public validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const acknowledgements = acknowledgementsIn(context.appConstruct);
    const acknowledged = new Set(acknowledgements.map(one => one.id));
    const verdict = this.judge(context, acknowledgements);
    const stops = ({ severity }: FoundDefect): boolean => reaches(severity, this.leastStopping);
    return {
      success: !verdict.findings.some(stops),
      violations: [
        // Where anything was acknowledged, CDK forgets `success` and lets only what is called an error stop a synth.
        ...verdict.findings.map(found => ({ ...violation(found, soundName(found, acknowledged)), ...stops(found) && { severity: 'error' } })),
        // CDK lists these with their reasons, apart from the rest.
        ...verdict.acknowledged.flatMap(found =>
          namesOf(found).filter(name => acknowledged.has(idOf(name))).slice(0, 1).map(name => violation(found, name))),
      ],
    };
  }

  /** CDK asks once for each environment. Links between environments count all the same, so the whole app is judged, once a synth. */
  private judge({ appConstruct: root, templatePaths }: IPolicyValidationContext, acknowledgements: readonly Acknowledgement[]): Verdict {
    const askedAgain = templatePaths.some(file => this.judged?.asked.has(file));
    if (this.judged?.root !== root || askedAgain) {
      const { JudgedAssembly: Assembly } = required.judgeAssembly();
      this.judged = { assembly: new Assembly((root as Stage).outdir, acknowledgements), root, asked: new Set() };
    }
    const { assembly, asked } = this.judged;
    templatePaths.forEach(file => asked.add(file));
    return assembly.within(templatePaths);
  }
}

/** An app pays for the rules when it is judged, not when it imports the library. */
/* eslint-disable @typescript-eslint/no-require-imports */
const required = {
  ruleBook: () => require('./rule-book') as typeof import('./rule-book'),
  judgeAssembly: () => require('./judging/judge-assembly') as typeof import('./judging/judge-assembly'),
  cdk: () => require('aws-cdk-lib') as { readonly Validations: typeof Validations },
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** All that is acknowledged anywhere in the app, by construct path. */
function acknowledgementsIn(root: IConstruct): readonly Acknowledgement[] {
  const key = required.cdk().Validations.ACKNOWLEDGED_RULES_METADATA_KEY;
  return root.node.findAll().flatMap(({ node }) => node.metadata.filter(entry => entry.type === key).flatMap(entry =>
    Object.entries((entry.data ?? {}) as object).map(([id, reason]) => ({ path: node.path, id, reason: String(reason) }))));
}

/** How CDK names a rule of ours; it puts dashes for spaces. */
function idOf(name: string): string {
  return `steadfast::${name.replace(/ /g, '-')}`;
}

/** A rule everywhere, and a rule in one place. */
function namesOf({ rule, path }: FoundDefect): readonly [string, string] {
  return [rule, `${rule}[${path}]`];
}

/**
 * CDK silences what is acknowledged in the whole app, wherever the acknowledgement stands.
 * What nobody acknowledged must stay heard: beside an acknowledgement a rule is named with its place.
 */
function soundName(found: FoundDefect, acknowledged: ReadonlySet<string>): string {
  const [everywhere, here] = namesOf(found);
  return acknowledged.has(idOf(everywhere)) ? here : everywhere;
}

function violation({ message, severity, remedy, logicalId, template, rule }: FoundDefect, ruleName: string): PolicyViolation {
  return {
    ruleName,
    description: message,
    severity,
    fix: `${remedy} See ${pageOf(rule)}`,
    violatingResources: [{ resourceLogicalId: logicalId, templatePath: template, locations: [] }],
  };
}
