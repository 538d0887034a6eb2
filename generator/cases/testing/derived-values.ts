import type { JsonTemplate } from "../../../spec/interchange/expression.ts";
import { anyFresh } from "../../../spec/interchange/fresh-text.ts";
import type { Json, JsonObject } from "../../../spec/interchange/json.ts";
import { render } from "../../../spec/interchange/render.ts";
import type { SchemaPart } from "../../schema-part.ts";
import type { Candidate, KeywordFamily } from "../candidate.ts";
import { createSampler } from "../sample/create-sampler.ts";
import { rootSite } from "../site.ts";

/** A candidate of a whole instance, and the value that it sends. */
export interface DerivedValue extends Candidate {
  value: Json;
}

/** The moment for which values are rendered. */
export const NOW: number = Date.parse("2026-05-05T05:05:05Z");

/** What a keyword family derives for the root of a schema, as JSON or as a text of its own. */
export function derivedValues(family: KeywordFamily, schema: JsonObject, isText = false): DerivedValue[] {
  const part: SchemaPart = { name: "test" as SchemaPart["name"], schema, pointer: "", origins: new Map() };
  const site = rootSite(part);
  const sampler = createSampler();
  const { sample } = sampler;
  const instance = sample(site) ?? null;
  return Object.entries(schema)
    .filter(([keyword]) => family.keywords.includes(keyword))
    .flatMap(([keyword, argument]) =>
      family.derive({
        site,
        keyword,
        argument,
        schema,
        place: `/${keyword}`,
        isText,
        isForm: false,
        instance,
        sampler,
        sample,
      }),
    )
    .filter((finding) => "edits" in finding)
    .map((candidate) => ({ ...candidate, value: sentBy(candidate) }));
}

function sentBy({ edits: [edit] }: Candidate): Json {
  const template = edit && ("value" in edit ? edit.value : "text" in edit ? edit.text : null);
  return render(template as JsonTemplate, { now: NOW, guard: 0, fresh: anyFresh });
}
