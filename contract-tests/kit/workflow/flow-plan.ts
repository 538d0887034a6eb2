import type { Case } from "../../../spec/interchange/case.ts";
import type { Artefacts } from "../../artefacts.ts";
import { type DeclaredLink, declaredLinks } from "./declared-links.ts";
import { linkTarget } from "./link-call.ts";
import type { Step, Workflow } from "./workflow-document.ts";

/** A case of a workflow: a step, a link of a step, or the outputs of the whole. */
export interface FlowCase {
  /** Of the case. */
  name: string;
  /** In the workflow document. */
  pointer: string;
  step?: Step;
  link?: DeclaredLink;
}

/** A workflow and its cases. */
export interface FlowPlan {
  workflow: Workflow;
  cases: FlowCase[];
}

type FlowArtefacts = Pick<Artefacts, "contract" | "document">;

/** The cases of a workflow, in the order of its steps. */
export function flowPlan(workflow: Workflow, artefacts: FlowArtefacts): FlowPlan {
  const cases = workflow.steps.flatMap((step): FlowCase[] => {
    const links = step.followLinks ? linksToFollow(step, artefacts) : [];
    return [
      { name: stepName(workflow, step), pointer: step.pointer, step },
      ...links.map((link) => ({ name: linkName(workflow, step, link), pointer: step.pointer, step, link })),
    ];
  });
  if (workflow.outputs.length > 0) {
    cases.push({ name: `workflow/${workflow.id}/outputs`, pointer: `${workflow.pointer}/outputs` });
  }
  return { workflow, cases };
}

/** A link to a deletion is there for cleaning up: whoever follows it on the way has nothing left. */
function linksToFollow({ operation }: Step, { document, contract }: FlowArtefacts): DeclaredLink[] {
  return declaredLinks(operation, document).filter(
    ({ link }) => linkTarget(link, contract.operations)?.method !== "DELETE",
  );
}

/** The name of a step's case. */
export function stepName(workflow: Workflow, { id, operation }: Step): string {
  return `workflow/${workflow.id}/${id}/${operation.id}`;
}

/** The name of a link's case. Links of the same name in different responses of an operation are told apart by their status. */
export function linkName({ id }: Workflow, step: Step, { name, status }: DeclaredLink): string {
  return `workflow/${id}/${step.id}/links/${status}/${name}`;
}

/** A case of a workflow as reports and lists of known failures see it. */
export function asCase({ name, pointer, link }: FlowCase): Case {
  const keyword = link ? "link" : "step";
  return { name, tests: { keyword, pointer }, request: [], expect: { outcome: "accepted", status: ["2XX"] } };
}
