import { afterAll, beforeAll, describe, it, type TestContext } from "vitest";
import { loadArtefacts } from "../artefacts.ts";
import { casePattern } from "./case-pattern.ts";
import { sampleCredentials } from "./credentials.ts";
import { withFuzzCases } from "./fuzz/fuzz-cases.ts";
import { type HttpTransport, httpTransport } from "./http-transport.ts";
import { caseName, type PlannedCase } from "./plan.ts";
import { recoveringTransport } from "./recovering-transport.ts";
import { artefactPlaces } from "./report/artefact-places.ts";
import { caseReport } from "./report/case-report.ts";
import { maskFor } from "./report/collect-report.ts";
import type { CaseReport } from "./report/run-report.ts";
import { findingLines } from "./reporters/finding-lines.ts";
import { leftNotes } from "./reporters/verdict.ts";
import type { RunArtefacts } from "./run-case.ts";
import { RunError } from "./run-error.ts";
import type { RunOptions } from "./run-options.ts";
import { openSession, type RunSession } from "./run-session.ts";
import { runSecrets } from "./secrets.ts";
import { isInShard, shardName } from "./shard.ts";
import { filesWithLinkCases } from "./state/link-cases.ts";
import type { RunningSubject, Subject } from "./subject.ts";
import { urlSubject } from "./url-subject.ts";

/** Starting a subject may take a while on a busy machine. */
const START_TIMEOUT_MS = 120_000;

/** What to test, and how. The options of a run, but for what the subject decides. */
export interface ContractOptions
  extends Omit<RunOptions, "artefacts" | "target" | "transport" | "seed" | "concurrency" | "signal" | "stopwatch"> {
  /** A generated folder, relative to the working directory, or what was loaded from it, or what loads it. */
  artefacts: string | RunArtefacts | (() => Promise<RunArtefacts>);
  /** What to test: something to be started, or the base URL of a server that is running. */
  subject: Subject | string;
  /** Path of the document that the artefacts were made from: failures then tell its lines. */
  document?: string;
  /** Default: the moment of the run, so that a server that remembers sees new texts each time. */
  seed?: string;
}

/**
 * Declares a Vitest suite with one test per case, grouped by operation and named by the full names
 * of the cases. The subject is started before the first and stopped after the last. A test of a
 * known-failing case passes as long as the case fails as listed. Three tests more fail where a run on the command
 * line could not be made, has stale entries, or ends without a verdict; each says how to mend that.
 *
 * Vitest gives whole files to its workers and shards. A large contract is spread by several files, each
 * with a `shard` of its own.
 */
export function describeContract(options: ContractOptions): void {
  const { shard, fuzz } = options;
  const only = fuzz?.path ? [fuzz.path.name] : (options.only ?? []);
  const subject = typeof options.subject === "string" ? urlSubject(options.subject) : options.subject;
  const part = shard === undefined ? "" : `, part ${shardName(shard)}`;
  describe(`contract of ${subject.name}${part}`, async () => {
    const loaded = await loadedFrom(options.artefacts);
    const session = contractSession(loaded, subject, options);
    beforeAll(session.start, START_TIMEOUT_MS);
    afterAll(session.stop, START_TIMEOUT_MS);
    it("the target can be tested", () => session.refuseTarget());
    const isMeant = only.length > 0 ? casePattern(only) : () => true;
    const timeout = START_TIMEOUT_MS + 3 * (options.timeoutMs ?? 10_000);
    // The time of random requests is bounded by the options, if at all.
    const timeoutOf = (name: string) => (name.includes("/fuzz/") ? 0 : timeout);
    const files = await filesWithLinkCases(loaded);
    for (const { operation, cases, skipped } of fuzz ? withFuzzCases(loaded.contract, files) : files) {
      const names = [...cases, ...skipped]
        .map(({ name }) => name)
        .filter((name) => isMeant(name) && isInShard(name, shard));
      if (names.length === 0) continue;
      describe(operation, () => {
        for (const name of names) it(name, { timeout: timeoutOf(name) }, (context) => session.run(name, context));
      });
    }
    it("every entry of the known-failing list means a case", (context) => session.refuseStaleEntries(context));
    it("all could be tried", (context) => session.refuseWhatIsLeft(context));
  });
}

async function loadedFrom(artefacts: ContractOptions["artefacts"]): Promise<RunArtefacts> {
  if (typeof artefacts === "string") return loadArtefacts(artefacts);
  return typeof artefacts === "function" ? artefacts() : artefacts;
}

/** A broken contract, as Vitest shows it: without a stack, which would lead nowhere. */
export class ContractViolation extends Error {
  override readonly name = "ContractViolation";

  constructor(message: string) {
    super(message);
    this.stack = `ContractViolation: ${message}`;
  }
}

interface ContractSession {
  start(): Promise<void>;
  stop(): Promise<void>;
  run(name: string, test: TestContext): Promise<void>;
  /** @throws ContractViolation when the target cannot be tested */
  refuseTarget(): void;
  /** @throws ContractViolation when there are some */
  refuseStaleEntries(test: TestContext): void;
  /** @throws ContractViolation when a run on the command line would have ended without a verdict */
  refuseWhatIsLeft(test: TestContext): void;
}

function contractSession(artefacts: RunArtefacts, subject: Subject, options: ContractOptions): ContractSession {
  const { document, shard } = options;
  let running: RunningSubject | undefined;
  let http: HttpTransport | undefined;
  let session: RunSession | undefined;
  let refusal: RunError | undefined;
  let mask = maskFor([]);
  const places = artefactPlaces(artefacts, document);
  const planned = new Map<string, PlannedCase>();
  const opened = (test: TestContext): RunSession => {
    if (session) return session;
    if (!refusal) throw new Error("the suite was not started");
    return test.skip("the target cannot be tested");
  };

  return {
    async start() {
      running = await subject.start();
      http = httpTransport();
      const { url, servers, credentials, now, recover } = running;
      const presented = options.credentials ?? credentials ?? sampleCredentials(artefacts.contract);
      mask = maskFor(runSecrets(presented, options.headers ?? []));
      const started = performance.now();
      const run: RunOptions = {
        ...(now ? { now } : {}),
        knownFailing: subject.knownFailing,
        seed: String(Date.now()),
        ...options,
        ...{ credentials: presented, artefacts, concurrency: 1 },
        target: { url, ...(servers ? { servers } : {}) },
      };
      try {
        session = await openSession(run, {
          transport: recover ? recoveringTransport(http, recover) : http,
          elapsed: () => performance.now() - started,
        });
      } catch (error) {
        if (!(error instanceof RunError)) throw error;
        refusal = error;
        return;
      }
      for (const each of session.plan.cases) planned.set(caseName(each), each);
      for (const notice of session.notices) console.warn(notice);
    },
    async stop() {
      await session?.close();
      http?.close();
      await running?.stop();
    },
    async run(name, test) {
      const { run } = opened(test);
      const each = planned.get(name);
      if (!each) throw new Error(`${name}: the plan has no such case`);
      const result = await run(each);
      if (result.status === "skipped") test.skip(result.reason);
      if (result.status !== "failed") return;
      throw new ContractViolation(failureText(caseReport(result, 0, mask(result.exchange?.secrets ?? []), places)));
    },
    refuseTarget() {
      if (refusal) throw new ContractViolation(refusal.message);
    },
    refuseStaleEntries(test) {
      const { plan, context } = opened(test);
      const stale = context.knownFailing.stale(plan.all).filter(({ entry }) => isInShard(entry.case, shard));
      if (stale.length === 0) return;
      throw new ContractViolation(
        stale.map(({ finding: { where, what, hint } }) => `${where}: ${what}\n  hint: ${hint}`).join("\n"),
      );
    },
    refuseWhatIsLeft(test) {
      const { cutShort, untested } = opened(test).leftOpen();
      const notes = leftNotes({ ...(cutShort !== undefined && { cutShort }), untested });
      if (notes.length > 0) throw new ContractViolation(notes.join("\n"));
    },
  };
}

/** All findings of a case in one text; what they share stands under the first. */
function failureText(report: CaseReport): string {
  const [first, ...others] = report.findings;
  if (!first) return report.case;
  const lines = findingLines(report, first).map(
    ([label, text]) => `${label.padEnd(8)} ${text.replaceAll("\n", "\n         ")}`,
  );
  const also = others.map(({ check, where, what }) => `also     ${check}: ${what}\n         ${where}`);
  return [first.check, ...lines, ...also].join("\n");
}
