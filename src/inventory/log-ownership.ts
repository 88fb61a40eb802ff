import { Facts } from './fact';
import { FunctionFact } from './function-facts';
import { grouped } from './grouped';
import { Resource } from './model';
import { LogGroupFact } from './store-facts';

/** Finds the log groups a function writes to: the one it names, or those named `/aws/lambda/<its name>`. */
export class LogOwnership {
  private readonly byName: ReadonlyMap<string, readonly LogGroupFact[]>;

  constructor(private readonly groups: Facts<LogGroupFact>) {
    this.byName = grouped(groups, group => nameKey(group.resource, group.name.written));
  }

  /** The function's log groups in the templates; empty where it names one that is elsewhere or lets Lambda make one. */
  public of(one: FunctionFact): readonly LogGroupFact[] {
    if (one.logGroup.state !== 'absent') {
      const named = this.groups.at(one.logGroup);
      const retained = named ? this.byName.get(nameKey(named.resource, `\${${named.logicalId}}`)) ?? [] : [];
      return named ? [named, ...retained] : [];
    }
    const names = [`\${${one.logicalId}}`, ...(one.name.kind === 'absent' ? [] : [one.name.written])];
    return names.flatMap(name => this.byName.get(nameKey(one.resource, `/aws/lambda/${name}`)) ?? []);
  }
}

/** Names with references mean the same within one template only. */
function nameKey(resource: Resource, name: string): string {
  return name.includes('${') ? `${resource.template} ${name}` : name;
}
