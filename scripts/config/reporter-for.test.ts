import { expect, it } from "vitest";
import { reporterFor } from "./reporter-for.ts";

it.each([
  ["terminal,github", "api.yaml", "terminal,github"],
  ["html=contract.html", "spec/orders.yaml", "html=contract-spec-orders.html"],
  [
    "terminal,html=out.d/contract.html,junit=c.xml",
    "../api.json",
    "terminal,html=out.d/contract-api.html,junit=c-api.xml",
  ],
  ["json=report", "a/b.openapi.yaml", "json=report-a-b-openapi"],
])("%s of %s goes to %s", (list, document, expected) => {
  expect(reporterFor(list, document)).toBe(expected);
});
