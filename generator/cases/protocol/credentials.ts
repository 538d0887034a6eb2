import type { RequestTemplate } from "../../../spec/interchange/case.ts";
import { accepted, rejected } from "../expectation.ts";
import type { ProtocolCase, ProtocolConcern } from "../protocol-case.ts";

type Credentials = RequestTemplate["credentials"];

/** Who may call: every alternative by itself; nobody, half an alternative and a stranger may not. */
export const credentials: ProtocolConcern = ({ operation }) => {
  if (operation.security.length === 0 || operation.security.some((alternative) => alternative.length === 0)) return [];
  const tests = {
    keyword: "security",
    pointer: operation.securityPointer,
  };
  const of = (what: string, valid: boolean, value: Credentials): ProtocolCase => ({
    name: `credentials/${what}`,
    tests,
    request: [{ op: "replace", path: "/credentials", value: value as never }],
    expect: valid ? accepted(operation) : rejected(operation, "credentials"),
  });
  const given = (schemes: string[]): Credentials => schemes.map((scheme) => ({ scheme, as: "given" }));
  const halves = operation.security.filter((alternative) => alternative.length > 1).flat();
  const suffices = (scheme: string) =>
    operation.security.some((alternative) => alternative.length === 1 && alternative[0] === scheme);
  return [
    of("none", false, []),
    ...operation.security.map((alternative) => of(alternative.join(" and "), true, given(alternative))),
    ...[...new Set(halves)]
      .filter((scheme) => !suffices(scheme))
      .map((scheme) => of(`${scheme} alone`, false, given([scheme]))),
    ...operation.security.map((alternative) =>
      of(
        `wrong ${alternative.join(" and ")}`,
        false,
        alternative.map((scheme) => ({ scheme, as: "wrong" })),
      ),
    ),
    ...operation.security
      .filter((alternative) => alternative.length > 1)
      .flatMap((alternative) =>
        alternative.map((wrong) =>
          of(
            `${alternative.join(" and ")} with a wrong ${wrong}`,
            false,
            alternative.map((scheme) => ({
              scheme,
              as: scheme === wrong ? "wrong" : "given",
            })),
          ),
        ),
      ),
  ];
};
