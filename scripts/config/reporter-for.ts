/**
 * `--reporter` for one of several contracts: files get the document's name, so that no report takes the place of
 * another: `html=contract.html` → `html=contract-spec-orders.html`.
 */
export function reporterFor(list: string, document: string): string {
  const name = document.replace(/\.\w+$/, "").replaceAll(/[^A-Za-z0-9]+/g, "-");
  return list
    .split(",")
    .map((each) =>
      each.replace(
        /^(\w+=.*?)(\.\w+)?$/s,
        (_, path: string, extension = "") => `${path}-${name.replace(/^-/, "")}${extension}`,
      ),
    )
    .join(",");
}
