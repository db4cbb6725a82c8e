/** Parts of long lists: the API names each by its plural and says how many there are in all. */
import type { Api, Query } from "./api.ts";

export interface Part<T> {
  items: T[];
  total: number;
}

/** The most that one answer holds. */
export const MOST = 500;

export async function list<T>(api: Api, plural: string, query: Query = {}): Promise<Part<T>> {
  const answer = await api.get<Record<string, unknown> | T[]>(`/${plural}`, query);
  if (Array.isArray(answer)) return { items: answer, total: answer.length };
  const items = answer[plural] as T[];
  return { items, total: typeof answer.total === "number" ? answer.total : items.length };
}
