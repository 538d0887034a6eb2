import { join } from "node:path";
import type { RunArtefacts } from "../run-case.ts";
import type { Places } from "./place.ts";
import { sourcePlaces } from "./source-places.ts";

/**
 * Where places of a generated folder stand: in the document if it is known, otherwise in `openapi.json`
 * itself; nowhere when the artefacts are from no folder.
 */
export function artefactPlaces(artefacts: RunArtefacts & { folder?: string }, document?: string): Places {
  if (document !== undefined) return sourcePlaces(document);
  return artefacts.folder === undefined ? () => undefined : sourcePlaces(join(artefacts.folder, "openapi.json"));
}
