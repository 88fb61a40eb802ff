import { IConstruct } from 'constructs';

/** The first id below a scope that nobody has taken: Queue, Queue2, Queue3. */
export function freeId(scope: IConstruct, base: string): string {
  let id = base;
  for (let number = 2; scope.node.tryFindChild(id); number++) id = `${base}${number}`;
  return id;
}
