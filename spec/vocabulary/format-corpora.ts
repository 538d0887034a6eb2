import { addressCorpora } from "./address-format-corpus.ts";
import { type FormatCorpus, textCorpora } from "./format-corpus.ts";
import type { FormatName } from "./format-table.ts";
import { registryCorpora } from "./registry-format-corpus.ts";
import { uriCorpora } from "./uri-format-corpus.ts";

/** Good values and near misses of every format that is checked. */
export const formatCorpora: Partial<Record<FormatName, FormatCorpus>> = {
  ...textCorpora,
  ...addressCorpora,
  ...uriCorpora,
  ...registryCorpora,
};
