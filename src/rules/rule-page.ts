const PAGES = 'https://github.com/cdk-steadfast/cdk-steadfast/blob/main/docs/rules';

/** Where a rule is explained. */
export function pageOf(rule: string): string {
  return `${PAGES}/${rule}.md`;
}
