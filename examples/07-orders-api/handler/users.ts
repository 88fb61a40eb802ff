import { Answer, answer, NOTHING } from './answer';
import { Problem } from './problem';
import { Request } from './request';
import { create, get, Item, list, remove, replace } from './store';
import { bodyAs, isProfile, Profile } from './validate';

interface UserItem extends Item, Profile {}

export const PROFILE = 'profile';

export function userKey(id: string): string {
  return `user#${id}`;
}

/** Everybody is a user of their own making, and sees nobody else. */
function own(request: Request): string {
  if (request.id !== request.caller) throw new Problem(403, 'This is somebody else.');
  return request.caller;
}

function shown({ name, email, pk, version }: UserItem): object {
  return { id: pk.slice('user#'.length), name, email, version };
}

export async function createUser(request: Request): Promise<Answer> {
  const profile = bodyAs(request.body, isProfile);
  const item: UserItem = { pk: userKey(request.caller), sk: PROFILE, version: 1, ...profile };
  if (await create(item)) return answer(201, shown(item), { version: 1, location: `/users/${request.caller}` });
  throw new Problem(409, 'You are a user already.');
}

export async function readUser(request: Request): Promise<Answer> {
  const item = await get<UserItem>(userKey(own(request)), PROFILE);
  if (!item) throw new Problem(404, 'There is no such user.');
  return answer(200, shown(item), { version: item.version });
}

export async function changeUser(request: Request): Promise<Answer> {
  const item: UserItem = { pk: userKey(own(request)), sk: PROFILE, version: request.readVersion, ...bodyAs(request.body, isProfile) };
  if (!await replace(item, item.version)) throw new Problem(412, 'The user has changed since, or is gone.');
  return answer(200, shown({ ...item, version: item.version + 1 }), { version: item.version + 1 });
}

export async function deleteUser(request: Request): Promise<Answer> {
  const pk = userKey(own(request));
  const { items } = await list(pk, 'order#', 1);
  if (items.length > 0) throw new Problem(409, 'There are orders left: delete them first.');
  if (!await remove(pk, PROFILE, request.readVersion)) throw new Problem(412, 'The user has changed since, or is gone.');
  return NOTHING;
}
