import { Inventory } from '../../inventory/inventory';
import { Properties, Resource } from '../../inventory/model';

/** Where a subnet's packets for the internet go. */
export type WayOut = 'nat' | 'internet-gateway' | 'none' | 'unknown';

/** Tells the way out of each subnet of the templates, and which services have an endpoint in its VPC. */
export class SubnetRoutes {
  private readonly tables = new Map<Resource, Resource | undefined>();
  private readonly ways = new Map<Resource, WayOut>();
  private readonly endpoints = new Map<Resource, Set<string>>();

  constructor(inventory: Inventory) {
    for (const { properties } of inventory.resourcesOfType('AWS::EC2::SubnetRouteTableAssociation')) {
      const subnet = properties.link('SubnetId').resource;
      if (subnet) {
        this.tables.set(subnet, properties.link('RouteTableId').resource);
      }
    }
    for (const { properties } of inventory.resourcesOfType('AWS::EC2::Route')) {
      const table = properties.link('RouteTableId').resource;
      const way = wayOf(properties);
      if (table && way) {
        this.ways.set(table, stronger(way, this.ways.get(table)));
      }
    }
    for (const { properties } of inventory.resourcesOfType('AWS::EC2::VPCEndpoint')) {
      const vpc = properties.link('VpcId').resource;
      if (vpc) {
        const names = this.endpoints.get(vpc) ?? new Set<string>();
        this.endpoints.set(vpc, names.add(endpointName(properties)));
      }
    }
  }

  /** The way out of a subnet; unknown where it uses a route table that the templates do not show. */
  public wayOutOf(subnet: Resource): WayOut {
    const table = this.tables.get(subnet);
    return table?.type === 'AWS::EC2::RouteTable' ? this.ways.get(table) ?? 'none' : 'unknown';
  }

  /** The services with an endpoint in the VPC of a subnet (`*` for one whose service is not told); undefined where the VPC is not here. */
  public endpointsBeside(subnet: Resource): ReadonlySet<string> | undefined {
    const vpc = subnet.properties.link('VpcId').resource;
    return vpc?.type === 'AWS::EC2::VPC' ? this.endpoints.get(vpc) ?? new Set() : undefined;
  }
}

const STRENGTH: readonly WayOut[] = ['none', 'internet-gateway', 'unknown', 'nat'];

function stronger(one: WayOut, other: WayOut = 'none'): WayOut {
  return STRENGTH.indexOf(one) > STRENGTH.indexOf(other) ? one : other;
}

/** Where a route takes packets for the internet; undefined for routes that do not, or for IPv6 alone. */
function wayOf(route: Properties): WayOut | undefined {
  if (route.has('DestinationIpv6CidrBlock')) {
    return undefined;
  }
  const destination = route.text('DestinationCidrBlock');
  if (destination.known !== undefined && destination.known !== '0.0.0.0/0') {
    // A way to another network: who knows what it reaches.
    return route.has('TransitGatewayId') || route.has('VpcPeeringConnectionId') ? 'unknown' : undefined;
  }
  if (route.has('NatGatewayId')) {
    return 'nat';
  }
  return route.link('GatewayId').resource?.type === 'AWS::EC2::InternetGateway' && destination.known !== undefined ? 'internet-gateway' : 'unknown';
}

/** The last part of `com.amazonaws.eu-west-1.sqs`; a gateway endpoint without its service told may be for anything. */
function endpointName(endpoint: Properties): string {
  return /\.([a-z][a-z0-9-]*)$/.exec(endpoint.text('ServiceName').written)?.[1] ?? '*';
}
