import { FunctionFact } from '../../inventory/function-facts';
import { Inventory } from '../../inventory/inventory';
import { Link, Resource } from '../../inventory/model';

const DATABASES = ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'];
const PROXIES = ['AWS::RDS::DBProxy', 'AWS::RDS::DBProxyEndpoint'];

/** Tells which database of the templates a function connects to without a proxy in between. */
export class DatabaseReach {
  private readonly databasesByGroup = new Map<Resource, Resource>();
  private readonly groupsAllowed = new Map<Resource, Resource[]>();

  constructor(inventory: Inventory) {
    const proxied = new Set(inventory.resourcesOfType(...PROXIES).flatMap(one => groups(one, 'VpcSecurityGroupIds')));
    for (const database of inventory.resourcesOfType(...DATABASES)) {
      for (const key of ['VPCSecurityGroups', 'VpcSecurityGroupIds']) {
        // A group that a proxy shares with the database does not tell which of the two is meant.
        groups(database, key).filter(group => !proxied.has(group)).forEach(group => this.databasesByGroup.set(group, database));
      }
    }
    for (const group of inventory.resourcesOfType('AWS::EC2::SecurityGroup')) {
      group.properties.maps('SecurityGroupIngress').forEach(entry => this.allow(entry.link('SourceSecurityGroupId'), group));
    }
    for (const { properties } of inventory.resourcesOfType('AWS::EC2::SecurityGroupIngress')) {
      this.allow(properties.link('SourceSecurityGroupId'), properties.link('GroupId').resource);
    }
  }

  /** The database whose address the function is told, or whose security group lets it in. */
  public databaseOf(one: FunctionFact): Resource | undefined {
    return this.told(one) ?? this.letIn(one);
  }

  private told(one: FunctionFact): Resource | undefined {
    for (const key of one.environment.keys()) {
      const reference = one.environment.text(key).reference;
      if (reference && DATABASES.includes(reference.resource.type) && /^(Read)?Endpoint/.test(reference.attribute)) {
        return reference.resource;
      }
    }
    return undefined;
  }

  private letIn(one: FunctionFact): Resource | undefined {
    for (const link of one.vpc.links('SecurityGroupIds')) {
      const group = link.resource;
      const opened = group ? this.groupsAllowed.get(group) ?? [] : [];
      const found = opened.find(target => this.databasesByGroup.has(target));
      if (found) {
        return this.databasesByGroup.get(found);
      }
    }
    return undefined;
  }

  private allow(source: Link, target: Resource | undefined): void {
    if (source.resource && target) {
      const targets = this.groupsAllowed.get(source.resource) ?? [];
      targets.push(target);
      this.groupsAllowed.set(source.resource, targets);
    }
  }
}

function groups(resource: Resource, key: string): readonly Resource[] {
  return resource.properties.links(key).flatMap(link => link.resource ?? []);
}
