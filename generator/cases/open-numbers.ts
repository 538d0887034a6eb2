/** A text, and the number that whoever takes it reads. */
export interface NumberText {
  text: string;
  number: number;
}

/**
 * Decimal numbers as JSON does not write them, or not first: `+5`, `05`, `5.`, `5.0`, `5e0`, `.5`. Neither
 * OpenAPI (3.1.1, appendix B: how values become texts is left to implementations) nor JSON Schema says how
 * the text of a parameter or a form field becomes a number, so a server may read them or refuse them.
 *
 * @param example - of which the others are made
 */
export function openNumbers(example: number): NumberText[] {
  const own = String(Math.abs(example));
  const sign = example < 0 ? "-" : "";
  const isWhole = /^\d+$/.test(own);
  const texts = [
    ...(example < 0 ? [] : [`+${own}`]),
    `${sign}0${own}`,
    ...(isWhole ? [`${sign}${own}.`, `${sign}${own}.0`] : []),
    `${sign}${own}${own.includes("e") ? "" : "e0"}`,
  ];
  return [...texts.map((text) => ({ text, number: example })), { text: `${sign}.5`, number: Number(`${sign}0.5`) }];
}
