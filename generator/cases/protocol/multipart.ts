import type {
  Expectation,
  MultipartFault,
  MultipartTemplate,
  PartTemplate,
  RequestPatch,
} from "../../../spec/interchange/case.ts";
import { encodeParts } from "../../../spec/interchange/encode-body.ts";
import { accepted, either, rejected } from "../../../spec/interchange/expectation.ts";
import type { BytesExpression, JsonTemplate } from "../../../spec/interchange/expression.ts";
import { below } from "../../../spec/interchange/pointer.ts";
import { isMadeOf } from "../carriers/carrier.ts";
import { partFields } from "../part-fields.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";
import { memberSites, rootSite } from "../site.ts";

const FAULTS: [fault: MultipartFault, what: string][] = [
  ["wrong-boundary", "another boundary in the Content-Type"],
  ["truncated", "truncated"],
  ["missing-end", "without the delimiter at the end"],
  ["nameless-part", "a part without a name"],
  ["part-without-disposition", "a part without Content-Disposition"],
  ["not-multipart", "text that is no multipart"],
];

/** What RFC 2046, section 5.1.1, has readers pass over, and what many readers pass over against its letter. */
const OPEN: [fault: MultipartFault, what: string][] = [
  ["text-before-start", "text before the start"],
  ["text-after-end", "text after the end"],
  ["lf-line-ends", "bare line feeds"],
];

/** `example`, and a byte that UTF-8 never has. */
const NO_UTF8: BytesExpression = { $bytes: Buffer.from("example\xff", "latin1").toString("base64") };

/** Broken framing, and parts that come twice although they are no lists (RFC 7578). */
export const multipart: ProtocolConcern = ({ operation, base, prover, sample }) => {
  const media = operation.body?.content.find(({ kind }) => kind === "multipart");
  const { body } = base;
  if (!media || body?.kind !== "multipart") return [];
  const parts: PartTemplate[] = body.parts.length > 0 ? body.parts : [{ name: "example", value: "example" }];
  const bad = rejected(operation, "data");
  const of = (what: string, request: RequestPatch[], expect: Expectation): ProtocolCase => ({
    name: `multipart/${what}`,
    tests: { keyword: "multipart/form-data", pointer: media.pointer },
    request,
    expect,
  });
  const broken = (fault: MultipartFault): RequestPatch[] => {
    const value: MultipartTemplate = { kind: "multipart", parts, fault };
    return [{ op: "replace", path: "/body", value: value as unknown as JsonTemplate }];
  };
  const root = media.schema && rootSite(media.schema);
  const repeated = (root ? memberSites(root) : []).flatMap(({ name, site }) => {
    if (isMadeOf(site, "array") && !site.types.has("object")) return [];
    const given = body.parts.find((candidate) => candidate.name === name);
    const value = given ? undefined : sample(site);
    const made =
      value === undefined ? [] : encodeParts(media, root?.part.schema ?? true, name, value, partFields(media, sample));
    const part = given ?? ("reason" in made ? undefined : made[0]);
    if (!part) return [];
    const add: RequestPatch = { op: "add", path: "/body/parts/-", value: part as unknown as JsonTemplate };
    const twice = of(`part ${name} twice`, given ? [add] : [add, add], bad);
    return [{ ...twice, tests: { ...twice.tests, pointer: below(media.pointer, "schema") } }];
  });
  const texts = parts.flatMap((part, index) => (part.filename === undefined ? [{ part, index }] : []));
  const files = parts.flatMap((part, index) => (part.filename === undefined ? [] : [{ part, index }]));
  const allows = (name: string) => media.partContentTypes?.[name] === undefined;
  const set = (index: number, part: PartTemplate): RequestPatch[] => [
    { op: "replace", path: `/body/parts/${index}`, value: part as unknown as JsonTemplate },
  ];
  const good = accepted(operation);
  const unusual =
    body.parts.length === 0
      ? []
      : [
          of("no line end after the last delimiter", [{ op: "add", path: "/body/lastLineEnd", value: false }], good),
          ...parts
            .slice(0, 1)
            // All but two or three header fields of a part have to be passed over (RFC 7578, section 4.8).
            .flatMap((part) =>
              ["X-Contract-Kit", "Content-Description"].map((name) =>
                of(
                  `a part with the header field ${name}`,
                  set(0, { ...part, headers: { ...part.headers, [name]: "example" } }),
                  good,
                ),
              ),
            ),
          ...texts
            .slice(0, 1)
            .filter(({ part }) => allows(part.name))
            .flatMap(({ part, index }) =>
              ["text/plain", "text/plain; charset=utf-8"].map((contentType) =>
                of(`a text part of ${contentType}`, set(index, { ...part, contentType }), good),
              ),
            ),
          ...texts.flatMap(({ part, index }) => {
            const lenient = prover.change(base, set(index, { ...part, value: "example\ufffd" }));
            const isWrong = prover.judge(lenient) === "invalid";
            // What stands for bytes that are no text is for the reader to choose.
            return [
              of(
                `part ${part.name} with bytes that are no UTF-8`,
                set(index, { ...part, value: NO_UTF8 }),
                isWrong ? bad : either(operation),
              ),
            ];
          }),
          ...files.slice(0, 1).flatMap(({ part: { filename: _, ...part }, index }) => [
            ...(allows(part.name)
              ? [
                  of(
                    "a file of application/octet-stream",
                    set(index, { ...part, filename: "file", contentType: "application/octet-stream" }),
                    good,
                  ),
                ]
              : []),
            // Many servers tell files from texts by the name alone, which RFC 7578, section 4.2, only recommends.
            of("a file without a name", set(index, part), either(operation)),
          ]),
          ...parts.flatMap((part, index) =>
            part.name === part.name.toUpperCase()
              ? []
              : [
                  {
                    ...of(
                      `part ${part.name} in capital letters`,
                      set(index, { ...part, name: part.name.toUpperCase() }),
                      bad,
                    ),
                    isSearch: true,
                  },
                ],
          ),
        ];
  return [
    ...unusual,
    of(
      "no boundary in the Content-Type",
      [{ op: "add", path: "/body/contentType", value: "multipart/form-data" }],
      // A Content-Type without its boundary is as much a wrong media type as bad data.
      rejected(operation, "data", "media-type"),
    ),
    ...FAULTS.map(([fault, what]) => of(what, broken(fault), bad)),
    ...OPEN.map(([fault, what]) => of(what, broken(fault), either(operation))),
    ...repeated,
  ];
};
