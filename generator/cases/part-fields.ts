import type { MediaType, Parameter } from "../../spec/interchange/contract.ts";
import type { PartFields } from "../../spec/interchange/encode-body.ts";
import { encodeParameter } from "../../spec/interchange/encode-parameter.ts";
import { isWireText, type JsonTemplate, type Text } from "../../spec/interchange/expression.ts";
import { isObjectTemplate } from "../../spec/interchange/template.ts";
import type { SchemaPart } from "../schema-part.ts";
import type { Sample } from "./carriers/carrier.ts";
import { rootSite } from "./site.ts";

/** The header fields that parts of a multipart form need, made from their schemas; none where none can be made. */
export function partFields({ partHeaders = {} }: MediaType<SchemaPart>, sample: Sample): PartFields {
  const all = Object.entries(partHeaders).flatMap(
    ([name, { parameters, schema }]): [string, Record<string, Text>][] => {
      const instance = sample(rootSite(schema));
      const fields = isObjectTemplate(instance) ? headerTexts(parameters, instance) : { reason: "" };
      return "reason" in fields || Object.keys(fields.texts).length === 0 ? [] : [[name, fields.texts]];
    },
  );
  return Object.fromEntries(all);
}

/** Header fields as they travel: those that are declared, by lower-case name. */
export function headerTexts(
  parameters: readonly Parameter[],
  instance: Record<string, JsonTemplate>,
): { texts: Record<string, Text> } | { reason: string } {
  const texts: Record<string, Text> = {};
  for (const [name, value] of Object.entries(instance)) {
    const parameter = parameters.find((each) => each.name.toLowerCase() === name);
    if (!parameter) return { reason: "the document describes no such header field" };
    const pairs = encodeParameter({ ...parameter, name }, value);
    if ("reason" in pairs) return pairs;
    const [pair] = pairs;
    if (pair && !isWireText(pair.value)) texts[name] = pair.value;
  }
  return { texts };
}
