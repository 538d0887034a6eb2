import type { Case, CaseFile } from "../../../spec/interchange/case.ts";
import type { RunArtefacts } from "../run-case.ts";
import { type ResourceLink, resourceLinks } from "./resource-links.ts";

/**
 * The case files of a document, with a case for every link of its responses that names one of its
 * operations. Their request is the base of the operation that has the link; what they send besides is known
 * when it has been answered.
 */
export async function filesWithLinkCases(artefacts: RunArtefacts): Promise<CaseFile[]> {
  const links = artefacts.document ? resourceLinks(artefacts.contract, artefacts.document) : [];
  return (await artefacts.caseFiles()).map((file) => {
    const own = links.filter(({ source }) => source.id === file.operation);
    return own.length === 0 ? file : { ...file, cases: [...file.cases, ...own.map((link) => linkCase(link, links))] };
  });
}

/** The full name of a link's case; links of the same name in different responses are told apart by the status. */
export function linkCaseName({ source, declared }: ResourceLink, links: readonly ResourceLink[]): string {
  const { name, status } = declared;
  const namesakes = links.filter((other) => other.source === source && other.declared.name === name);
  return `${source.id}/link/${namesakes.length > 1 ? `${status}/` : ""}${name}`;
}

/** What a link leads to is a success, be it a redirection to it. */
function linkCase(link: ResourceLink, links: readonly ResourceLink[]): Case {
  return {
    name: linkCaseName(link, links),
    tests: { keyword: "link", pointer: link.declared.pointer },
    request: [],
    expect: { outcome: "accepted", status: ["2XX", "3XX"] },
  };
}
