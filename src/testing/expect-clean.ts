import { Stack, Stage } from 'aws-cdk-lib';
import { JudgedAssembly } from '../rules/judging/judge-assembly';
import { FoundDefect } from '../rules/judging/verdict';
import { reaches, Severity } from '../rules/rule';
import { pageOf } from '../rules/rule-page';

/** What a clean stack is. */
export interface CleanOptions {
  /**
   * The least that counts.
   *
   * @default 'warning' - every finding counts
   */
  readonly failOn?: Severity;

  /** Rules that do not count here; to opt out for everybody, acknowledge them in the app. */
  readonly without?: readonly string[];
}

/**
 * Asserts that the rule book finds nothing in a stack and the stacks nested in it; stacks of the same app count as its surroundings.
 * Synthesizes the app.
 *
 * @throws an error that lists the findings with their remedies
 */
export function expectClean(stack: Stack, options: CleanOptions = {}): void {
  const { failOn = 'warning', without = [] } = options;
  const findings = findingsIn(stack).filter(({ rule, severity }) => reaches(severity, failOn) && !without.includes(rule));
  if (findings.length > 0) {
    const error = new Error(`${stack.node.path || stack.stackName} is not clean:\n\n${findings.map(textOf).join('\n\n')}\n`);
    error.name = 'NotClean';
    // Points at the line of the test.
    Error.captureStackTrace(error, expectClean);
    throw error;
  }
}

function findingsIn(stack: Stack): readonly FoundDefect[] {
  const assembly = Stage.of(stack)?.synth();
  const artifact = assembly?.getStackArtifact(stack.artifactId);
  return artifact ? new JudgedAssembly(artifact.assembly.directory).within([artifact.templateFullPath]).findings : [];
}

function textOf({ severity, rule, path, logicalId, message, remedy }: FoundDefect): string {
  const place = path === logicalId ? path : `${path} (${logicalId})`;
  return `  ${severity} ${rule}\n  at ${place}\n  ${message}\n  ${remedy}\n  ${pageOf(rule)}`;
}
