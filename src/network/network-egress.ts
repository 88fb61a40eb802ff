import { Token, aws_ec2 as ec2 } from 'aws-cdk-lib';
import { reasonFor } from '../validation/reason';
import { SteadfastError } from '../validation/steadfast-error';

/** Traffic that a function in a network may send out, stated so that nothing else leaves. */
export class NetworkEgress {
  /**
   * HTTPS, as the APIs of AWS and of most others speak.
   *
   * @param peer where to; anywhere over IPv4 where it is left out
   */
  public static https(peer: ec2.IPeer = ec2.Peer.anyIpv4()): NetworkEgress {
    return new NetworkEgress(peer, ec2.Port.HTTPS, 'HTTPS');
  }

  /**
   * One kind of traffic to one peer.
   *
   * @param peer an address range, a prefix list or a security group
   * @param port the port and protocol
   * @param description what for; it stands in the security group
   * @throws when a security group cannot hold the description
   */
  public static to(peer: ec2.IPeer, port: ec2.Port, description: string): NetworkEgress {
    refuseUnwritable(description);
    return new NetworkEgress(peer, port, description);
  }

  /**
   * Any traffic to anywhere over IPv4.
   *
   * @param reason why it cannot be stated; it stands in the template and in the report
   */
  public static anywhere(reason: string): NetworkEgress {
    return new NetworkEgress(ec2.Peer.anyIpv4(), ec2.Port.allTraffic(), 'Anywhere', reasonFor('NetworkEgress.anywhere', reason));
  }

  private constructor(
    private readonly peer: ec2.IPeer,
    private readonly port: ec2.Port,
    private readonly description: string,
    /** @internal */
    public readonly _unbounded?: string,
  ) {}

  /**
   * Opens the function's own security group; one that lets everything out takes no rules.
   *
   * @internal
   */
  public _allow(connections: ec2.Connections): void {
    connections.allowTo(new ec2.Connections({ peer: this.peer }), this.port, this.description);
  }
}

/** What a rule of a security group may hold (IpRange, Amazon EC2 API Reference); `&` and quotes are not among it. */
const WRITABLE = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=;{}!$*]{0,255}$/;

function refuseUnwritable(description: string): void {
  if (Token.isUnresolved(description) || WRITABLE.test(description)) return;
  throw new SteadfastError('NetworkEgress.to', {
    must: 'The description of a rule must be at most 255 letters of the English alphabet, digits, spaces and ._-:/()#,@[]+=;{}!$* (Amazon EC2 API Reference)',
    given: `"${description}"`,
    remedy: 'Say it in these.',
  });
}
