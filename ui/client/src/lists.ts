/** Parts of long lists: the API names each by its plural and says how many there are in all. */
import type { Api, Query } from "./api.ts";

export interface Part<T> {
  items: T[];
  total: number;
}

/** The most that one answer holds. */
export const MOST = 500;

export async function list<T>(api: Api, plural: string, query: Query = {}): Promise<Part<T>> {
  const answer = await api.get<Record<string, unknown>>(`/${plural}`, query);
  return { items: answer[plural] as T[], total: answer.total as number };
}
