import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package: that of the repository, or the one in `node_modules`, where programs stand in `dist/`. */
export function packageRoot(): string {
  const above = dirname(import.meta.dirname);
  return existsSync(join(above, "package.json")) ? above : dirname(above);
}
