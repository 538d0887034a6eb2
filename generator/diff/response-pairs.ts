import type { Operation, Response } from "../../spec/interchange/contract.ts";
import type { SchemaPart } from "../schema-part.ts";

type Answer = Response<SchemaPart>;

/** The answers of HEAD, each with that of BASE by which the same status was read. */
export interface PairedResponses {
  pairs: { base: Answer; head: Answer; status: string }[];
  /** HEAD's answers with a status of which BASE says nothing. */
  added: { head: Answer; status: string }[];
  /** BASE's answers that no status of HEAD is read by any more. */
  removed: Answer[];
}

/** Pairs what two documents say of each status: the exact one first, then its class, then `default` (OpenAPI 3.1.1, section 4.8.16). */
export function pairResponses(base: Operation<SchemaPart>, head: Operation<SchemaPart>): PairedResponses {
  const found: PairedResponses = { pairs: [], added: [], removed: [] };
  const met = new Set<string>();
  const used = new Set<Answer>();
  for (const status of statuses(base, head)) {
    const [own, other] = [governing(head, status), governing(base, status)];
    if (!own) continue;
    const key = `${own.status} ${other?.status}`;
    if (other) used.add(other);
    if (met.has(key)) continue;
    met.add(key);
    if (other) found.pairs.push({ base: other, head: own, status });
    else if (!found.added.some(({ head: known }) => known === own)) found.added.push({ head: own, status });
  }
  found.removed = base.responses.filter((response) => !used.has(response));
  return found;
}

/** Every status that one of the documents names, and one of each class that neither does. */
function statuses(...operations: Operation<SchemaPart>[]): string[] {
  const named = operations.flatMap(({ responses }) => responses.map(({ status }) => status));
  const exact = named.filter((status) => /^\d{3}$/.test(status));
  const others = [1, 2, 3, 4, 5].flatMap((digit) => {
    const free = Array.from({ length: 100 }, (_, index) => String(digit * 100 + index)).find(
      (status) => !exact.includes(status),
    );
    return free ?? [];
  });
  return [...new Set([...exact, ...others])];
}

function governing({ responses }: Operation<SchemaPart>, status: string): Answer | undefined {
  return [status, `${status[0]}XX`, "default"]
    .map((name) => responses.find((response) => response.status === name))
    .find((response) => response !== undefined);
}
