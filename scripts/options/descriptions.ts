/** What `[document]` is, for every command. */
export const DOCUMENT = "an OpenAPI 3.0, 3.1 or 3.2 document, YAML or JSON (default: those of the configuration)";

/** What `--include` is. */
export const INCLUDE =
  'only these operations and what they reach: by operationId, "METHOD /path" or path; * and ** stand for anything; can be repeated';

/** What `--overlay` is. */
export const OVERLAY = "an OpenAPI overlay to apply to the document before anything else; can be repeated";

/** What `--artefacts` is. */
export const ARTEFACTS = "generated folder to take (default: the document's, if it is up to date, or one in the cache)";

/** What `--reporter` is. */
export const REPORTERS = "terminal, github, html=FILE, junit=FILE, json=FILE; separated by commas";

/** What `--config` is. */
export const CONFIG = "the configuration (default: the nearest contract-kit.config.ts)";
