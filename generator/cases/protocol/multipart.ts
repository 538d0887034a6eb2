import type { BodyTemplate, MultipartFault, PartTemplate, RequestPatch } from "../../../spec/interchange/case.ts";
import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { rejected } from "../expectation.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";
import { child, memberSites, rootSite } from "../site.ts";
import { toText } from "../template.ts";

const FAULTS: [fault: MultipartFault, what: string][] = [
  ["wrong-boundary", "another boundary in the Content-Type"],
  ["truncated", "truncated"],
  ["nameless-part", "a part without a name"],
  ["not-multipart", "text that is no multipart"],
];

/** Broken framing, and parts that come twice although they are no lists (RFC 7578). */
export const multipart: ProtocolConcern = ({ operation, base, sample }) => {
  const media = operation.body?.content.find(({ kind }) => kind === "multipart");
  const { body } = base;
  if (!media || body?.kind !== "multipart") return [];
  const parts: PartTemplate[] = body.parts.length > 0 ? body.parts : [{ name: "example", value: "example" }];
  const of = (what: string, request: RequestPatch[]): ProtocolCase => ({
    name: `multipart/${what}`,
    tests: { keyword: "multipart/form-data", pointer: media.pointer },
    request,
    expect: rejected(operation, "data"),
  });
  const broken = FAULTS.map(([fault, what]) => {
    const value: BodyTemplate = { kind: "multipart", parts, fault };
    return of(what, [
      {
        op: "replace",
        path: "/body",
        value: value as unknown as JsonTemplate,
      },
    ]);
  });
  const root = media.schema && rootSite(media.schema);
  const repeated = (root ? memberSites(root) : []).flatMap(({ name, site }) => {
    const isList = site.types.has("array") && !site.types.has("string") && !site.types.has("object");
    const given = body.parts.find((candidate) => candidate.name === name);
    const value = given ? undefined : sample(site);
    if (isList || (!given && value === undefined)) return [];
    const part: PartTemplate = given ?? { name, value: toText(value ?? "") };
    const add: RequestPatch = { op: "add", path: "/body/parts/-", value: part as unknown as JsonTemplate };
    const twice = of(`part ${name} twice`, given ? [add] : [add, add]);
    return [{ ...twice, tests: { ...twice.tests, pointer: child(media.pointer, "schema") } }];
  });
  const unbounded: ProtocolCase = {
    ...of("no boundary in the Content-Type", [{ op: "add", path: "/body/contentType", value: "multipart/form-data" }]),
    // A Content-Type without its boundary is as much a wrong media type as bad data.
    expect: rejected(operation, "data", "media-type"),
  };
  return [unbounded, ...broken, ...repeated];
};
