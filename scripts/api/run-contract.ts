import type { RunReport } from "../../contract-tests/kit/report/run-report.ts";
import type { RunListener } from "../../contract-tests/kit/run-event.ts";
import type { RunOptions } from "../../contract-tests/kit/run-options.ts";
import type { Target } from "../../contract-tests/kit/target.ts";
import type { ArtefactOptions } from "../artefacts-of.ts";

/** What {@link runContract} runs, against what, and how. */
export interface DocumentRunOptions extends Omit<RunOptions, "artefacts" | "target" | "seed" | "transport" | "checks"> {
  /** The base URL of the server, its base path included; or several servers of the document. */
  target: string | Target;
  /** A folder that was generated from it. Default: the document's own if it is up to date, or one in the cache. */
  artefacts?: string;
  /** How the document is read, and where its own output folder is. */
  reading?: Omit<ArtefactOptions, "needsCases">;
  /** Decides the texts that only one request carries. Default: the time. */
  seed?: string;
  /** Hears of every case as it ends. */
  listener?: RunListener;
}

/**
 * Runs the cases of an OpenAPI document against a server, and gives the report that is the JSON report
 * of `contract-kit test`; the contract is kept when `summary.failed` is 0.
 *
 * @param document - path, relative to the working folder
 * @throws RunError when there is nothing to run, or the target cannot be tested
 * @throws DocumentError when the document cannot be used
 */
export async function runContract(
  document: string,
  { target, artefacts: folder, reading, listener, seed = Date.now().toString(36), ...options }: DocumentRunOptions,
): Promise<RunReport> {
  const [{ runContract: run }, { listen }, { collectReport }, { artefactPlaces }] = await Promise.all([
    import("../../contract-tests/kit/run.ts"),
    import("../../contract-tests/kit/run-event.ts"),
    import("../../contract-tests/kit/report/collect-report.ts"),
    import("../../contract-tests/kit/report/artefact-places.ts"),
  ]);
  const { artefactsOf } = await import("../artefacts-of.ts");
  const artefacts = await artefactsOf(document, folder, reading);
  const url = typeof target === "string" ? { url: target } : target;
  const reports: RunReport[] = [];
  const collect = collectReport(artefactPlaces(artefacts, document), (report) => void reports.push(report));
  await listen(run({ ...options, seed, artefacts, target: url }), listener ? [collect, listener] : [collect]);
  const [report] = reports;
  if (!report) throw new Error("the run has ended without a report");
  return report;
}
