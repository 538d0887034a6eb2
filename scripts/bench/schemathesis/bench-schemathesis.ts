import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MutantGroup } from "../../../contract-tests/mutants/mutant.ts";
import type { Subject } from "../../../contract-tests/mutants/subject.ts";
import { trial } from "../../../contract-tests/mutants/trial.ts";
import { type Arena, arenasOf } from "./arenas.ts";
import { comparisonTable, type MutantComparison } from "./comparison-table.ts";
import type { FoundSchemathesis } from "./find-schemathesis.ts";
import { runSchemathesis } from "./run-schemathesis.ts";

/** The conforming server is run with so many seeds, to learn what is reported of it. */
const SEEDS = [1, 2, 3];

/**
 * Compares the kit with Schemathesis: the same servers with the same single faults. Schemathesis gets half of the time
 * against each of its two {@link Arena}s. It has found a mutant if it reports a kind of failure of an operation that it
 * reports of the conforming server in no arena and with no seed.
 *
 * @param groups - the mutants
 * @param seconds - for each mutant, without the time that Schemathesis needs to start; at least 2
 */
export async function benchSchemathesis(
  subject: Subject<object>,
  { command, version }: FoundSchemathesis,
  groups: readonly MutantGroup<object>[],
  seconds: number,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "schemathesis-"));
  let requests = 0;
  let runs = 0;
  try {
    const arenas = arenasOf(subject.name, subject.artefacts.document);
    for (const { file, document } of arenas) await writeFile(join(folder, file), JSON.stringify(document));
    const header = `Authorization: Bearer ${bearerOf(subject)}`;

    async function found({ remembers, file }: Arena, rules: object, seed: number): Promise<string[]> {
      const server = await subject.start({ rules, remembers, now: Date.now });
      const limits = { isStateful: remembers, seed, seconds: Math.max(1, Math.floor(seconds / arenas.length)), folder };
      try {
        const document = join(folder, file);
        const { failures, cases } = await runSchemathesis({ command, document, url: server.url, header, ...limits });
        runs++;
        requests += cases;
        return failures;
      } finally {
        await server.close();
      }
    }

    const { failures, ms } = await trial(subject, {}, { seed: "schemathesis", at: Date.now() });
    const whole = `whole run against the conforming server took ${(ms / 1000).toFixed(1)} s`;
    console.log(`The kit's ${whole} and reported ${failures.length} failures.`);
    const alarms = new Set<string>();
    for (const arena of arenas) {
      for (const seed of SEEDS) for (const failure of await found(arena, {}, seed)) alarms.add(failure);
    }
    for (const failure of alarms) console.log(`- of the conforming server, Schemathesis reports: ${failure}`);
    const comparisons: MutantComparison[] = [];
    for (const { group, mutants } of groups) {
      for (const { name, rules } of mutants) {
        const options = { seed: "schemathesis", at: Date.now(), isEnough: () => true };
        const ours = (await trial(subject, rules, options)).failures[0]?.name;
        let theirs: string | undefined;
        for (const arena of arenas) {
          theirs ??= (await found(arena, rules, 1)).find((failure) => !alarms.has(failure));
        }
        comparisons.push({ group, name, ours, theirs });
        console.log(`- ${group}: ${name}: ${ours ?? "survives"}; Schemathesis: ${theirs ?? "survives"}`);
      }
    }
    console.log(
      `\nSchemathesis ${version}, ${Math.round(requests / runs)} requests a run:\n\n${comparisonTable(comparisons)}\n`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The one credential that is a token by itself. */
function bearerOf({ artefacts: { contract }, credentials }: Subject<object>): string {
  const found = Object.entries(contract.securitySchemes).find(
    ([, scheme]) => scheme.kind === "http" && scheme.scheme === "bearer",
  );
  const token = found && credentials[found[0]];
  if (typeof token !== "string") throw new Error(`${contract.title}: no security scheme with a bearer token`);
  return token;
}
