import { alarms } from './alarms';
import { EventRuleFact, NotificationFact, ScheduleFact, SubscriptionFact } from './event-facts';
import { eventRules, notifications, schedules, subscriptions } from './events';
import { Fact, Facts } from './fact';
import {
  AliasFact, AsyncConfigFact, DeploymentGroupFact, FunctionFact, InvokerFact, MappingFact, PermissionFact, UrlFact, VersionFact,
} from './function-facts';
import { FunctionTargets } from './function-targets';
import { functions } from './functions';
import { asynchronousInvokers } from './invokers/asynchronous';
import { callers } from './invokers/callers';
import { fronts } from './invokers/fronts';
import { LogOwnership } from './log-ownership';
import { mappings } from './mappings';
import { Resource } from './model';
import { attachResourcePolicies, keys, roles } from './policies';
import { RoleFact } from './policy-facts';
import { aliases, asyncConfigs, deploymentGroups, permissions, urls, versions } from './qualifiers';
import { Survey, SurveyNote } from './reading/survey';
import { AlarmFact, BucketFact, KeyFact, LogGroupFact, QueueFact, StreamFact, TopicFact } from './store-facts';
import { buckets, logGroups, queues, streams, tables, topics } from './stores';
import { Template } from './template';

/** Everything the templates say about Lambda and what surrounds it, as plain facts. */
export interface Inventory {
  readonly templates: readonly Template[];
  readonly functions: Facts<FunctionFact>;
  readonly versions: Facts<VersionFact>;
  readonly aliases: Facts<AliasFact>;
  readonly urls: Facts<UrlFact>;
  readonly asyncConfigs: Facts<AsyncConfigFact>;
  readonly permissions: Facts<PermissionFact>;
  readonly mappings: Facts<MappingFact>;
  /** Everybody who invokes a function, once for each target. */
  readonly invokers: readonly InvokerFact[];
  readonly notifications: readonly NotificationFact[];
  readonly subscriptions: readonly SubscriptionFact[];
  readonly eventRules: Facts<EventRuleFact>;
  readonly schedules: Facts<ScheduleFact>;
  readonly roles: Facts<RoleFact>;
  readonly queues: Facts<QueueFact>;
  readonly topics: Facts<TopicFact>;
  readonly buckets: Facts<BucketFact>;
  readonly tables: Facts<Fact>;
  readonly streams: Facts<StreamFact>;
  readonly keys: Facts<KeyFact>;
  readonly logGroups: Facts<LogGroupFact>;
  readonly alarms: Facts<AlarmFact>;
  readonly deploymentGroups: Facts<DeploymentGroupFact>;
  /** Oddities that were read over. */
  readonly notes: readonly SurveyNote[];
  /** Every resource, for needs that no fact meets. */
  readonly resources: readonly Resource[];
  resourcesOfType(...types: readonly string[]): readonly Resource[];
  /** The role a function runs with, when it is here. */
  roleOf(one: FunctionFact): RoleFact | undefined;
  /** True for Lambda@Edge: a distribution uses it, or its role trusts edgelambda. */
  isEdge(one: FunctionFact): boolean;
  /** The log groups a function writes to, as far as they are here. */
  logGroupsOf(one: FunctionFact): readonly LogGroupFact[];
}

/** Takes the inventory of templates that belong together. */
export function takeInventory(templates: readonly Template[]): Inventory {
  const survey = new Survey(templates);
  const lambda = lambdaFacts(survey);
  const stores = storeFacts(survey);
  const events = {
    notifications: notifications(survey), subscriptions: subscriptions(survey), eventRules: eventRules(survey), schedules: schedules(survey),
  };
  const invokers = [
    ...asynchronousInvokers(survey, lambda.targets, events), ...fronts(survey, lambda.targets), ...callers(survey, lambda.targets),
  ];
  invokers.forEach(one => one.target.function?.invokers.push(one));
  const knownRoles = roles(survey);
  const logOwnership = new LogOwnership(stores.logGroups);
  return {
    templates,
    ...lambda.facts,
    ...stores,
    ...events,
    invokers,
    roles: knownRoles,
    keys: keys(survey),
    alarms: alarms(survey),
    resources: survey.resources,
    resourcesOfType: (...types) => survey.ofType(...types),
    roleOf: one => knownRoles.at(one.role),
    isEdge: one => one.invokers.some(invoker => invoker.via === 'cloudfront') || trustsEdge(knownRoles.at(one.role)),
    logGroupsOf: one => logOwnership.of(one),
    notes: survey.notes,
  };
}

function lambdaFacts(survey: Survey) {
  const allFunctions = functions(survey);
  const targets = new FunctionTargets(allFunctions);
  const allVersions = versions(survey, targets);
  const allAliases = aliases(survey, targets, allVersions);
  targets.learn(allVersions, allAliases);
  const facts = {
    functions: allFunctions,
    versions: allVersions,
    aliases: allAliases,
    urls: urls(survey, targets),
    asyncConfigs: asyncConfigs(survey, targets),
    permissions: permissions(survey, targets),
    mappings: mappings(survey, targets),
    deploymentGroups: deploymentGroups(survey, allAliases),
  };
  return { targets, facts };
}

function storeFacts(survey: Survey) {
  const facts = {
    queues: queues(survey),
    topics: topics(survey),
    buckets: buckets(survey),
    tables: tables(survey),
    streams: streams(survey),
    logGroups: logGroups(survey),
  };
  attachResourcePolicies(survey, facts.queues, facts.topics, facts.buckets);
  return facts;
}

function trustsEdge(role: RoleFact | undefined): boolean {
  return role?.trust.some(statement => statement.principals.some(principal => principal.value.known === 'edgelambda.amazonaws.com')) ?? false;
}
