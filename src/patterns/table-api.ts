import { aws_dynamodb as dynamodb, aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ApiAuthorization } from './api/api-authorization';
import { ApiFront } from './api/api-front';
import { OpenedApi } from './api/opened-api';
import { routeOf } from './api/route';
import { makeTable } from './pattern-stores';
import { answerOpenRoutes, answerRulePacks } from './rule-packs';
import { Access } from '../access/access';
import { ItemVerb } from '../access/item-verb';
import { alarmsOnRunning, joinAlarms } from '../observability/joint-alarm';
import { requireThat } from '../validation/steadfast-error';

/** What an API does with its items where nobody says: all that takes the key of an item, and no scan. */
const BY_KEY = [ItemVerb.GET, ItemVerb.QUERY, ItemVerb.PUT, ItemVerb.UPDATE, ItemVerb.DELETE, ItemVerb.CHECK];

/** Properties of a TableApi. */
export interface TableApiProps {
  /**
   * The function that answers requests.
   *
   * It finds `TABLE_NAME` in its environment.
   */
  readonly handler: lambda.Function;

  /** Who may call. */
  readonly authorization: ApiAuthorization;

  /**
   * What stands before the function.
   *
   * @default ApiFront.http()
   */
  readonly front?: ApiFront;

  /**
   * What may be called, as `VERB /path`; a path may hold `{parameters}`.
   *
   * @default ['ANY /{proxy+}']: the function tells its routes apart
   */
  readonly routes?: string[];

  /**
   * What the function may do with items.
   *
   * @default - get, query, put, update, delete and check items by their keys; no scan, no index
   */
  readonly verbs?: ItemVerb[];

  /**
   * Where items are stored.
   *
   * @default - an on-demand table with the keys `pk` and `sk`, encrypted, with point-in-time recovery
   */
  readonly table?: dynamodb.ITable;
}

/**
 * Client -> API -> function -> table: requests are throttled and logged, callers are known, and the function may do what it must.
 *
 * The caller sees every error and tries again; make creation conditional, and a second try changes nothing.
 *
 * @example
 * const handler = new SteadfastNodejsFunction(this, 'Handler', { entry: 'handler/orders.ts' });
 * const authorization = patterns.ApiAuthorization.jwt({ issuer: 'https://issuer.example', audience: ['orders'] });
 * new patterns.TableApi(this, 'Orders', { handler, authorization });
 */
export class TableApi extends Construct {
  /** Where the API answers. */
  public readonly url: string;

  /** The API: a SteadfastHttpApi or a SteadfastRestApi. */
  public readonly api: Construct;

  /** Where items are stored. */
  public readonly table: dynamodb.ITable;

  private readonly opened: OpenedApi;
  private readonly openBecause?: string;
  private readonly routes = new Set<string>();

  constructor(scope: Construct, id: string, props: TableApiProps) {
    super(scope, id);
    const { handler, authorization, front = ApiFront.http(), routes = ['ANY /{proxy+}'], verbs } = props;
    this.table = props.table ?? makeTable(this, { sortKey: 'sk' });
    this.openBecause = authorization._openBecause;
    this.opened = front._open(this, authorization);
    this.api = this.opened.api;
    this.url = this.opened.url;
    this.addRoutes(routes, handler, verbs);
    joinAlarms(this, 'HealthAlarm', 'requests or functions fail, are throttled or come near their timeout',
      [this.opened.serverErrors, ...[handler, ...this.opened.judges].flatMap(alarmsOnRunning)]);
    answerRulePacks(this, handler);
  }

  /**
   * Lets further routes call a function, perhaps another one with other rights.
   *
   * @param routes what may be called, as `VERB /path`
   * @param handler the function, which finds `TABLE_NAME` in its environment
   * @param verbs what it may do with items; by their keys, all but scan where it is left out
   */
  public addRoutes(routes: string[], handler: lambda.Function, verbs: ItemVerb[] = BY_KEY): void {
    Access.workOnItems(this.table, verbs).grantTo(handler);
    handler.addEnvironment('TABLE_NAME', this.table.tableName);
    routes.forEach(route => {
      this.refuseTwice(route);
      this.opened.connect(routeOf(this, route), handler);
    });
    answerRulePacks(this, handler);
    answerOpenRoutes(this.api, this.openBecause);
  }

  private refuseTwice(route: string): void {
    requireThat(this, !this.routes.has(route), {
      must: 'A route must lead to one function',
      given: `${route} twice`,
      remedy: 'Remove one of them.',
    });
    this.routes.add(route);
  }
}
