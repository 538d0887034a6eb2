import { type MutantKey, mutantKeyText } from "./mutant-key.ts";

/** What people have found out about the mechanical mutants of a server. */
export interface Review {
  /**
   * Why no tester can see a mutant from the document and its workflows: the texts of `mutantKeyText` by their reason.
   */
  unseen: Readonly<Record<string, readonly string[]>>;
  /**
   * What a case that fails has to name, so that it names what is broken, by file and declaration: a keyword, a check,
   * or a part of the case's name between slashes.
   */
  breaks: Readonly<Record<string, readonly string[]>>;
}

/** A failed case, as far as its words tell what is broken. */
interface Named {
  name: string;
  keyword: string;
  checks: readonly string[];
}

/** What a failing case has to name; that of a declaration as a whole counts for its parts, too. */
export function breaksOf({ breaks }: Review, { file, within }: MutantKey): readonly string[] {
  const [outer = ""] = within.split(".");
  return breaks[`${file} ${within}`] ?? breaks[`${file} ${outer}`] ?? breaks[file] ?? [];
}

/** Whether a failed case names what is broken. */
export function isNamed(breaks: readonly string[], { name, keyword, checks }: Named): boolean {
  return breaks.some((broken) => keyword === broken || checks.includes(broken) || `/${name}/`.includes(`/${broken}/`));
}

/** Why nobody can see a mutant; `undefined` when somebody can. */
export function reasonUnseen({ unseen }: Review, mutant: MutantKey): string | undefined {
  const key = mutantKeyText(mutant);
  return Object.keys(unseen).find((reason) => unseen[reason]?.includes(key));
}

/** The entries of a review that mean none of the mutants. */
export function entriesWithoutMutant({ unseen }: Review, mutants: readonly MutantKey[]): string[] {
  const keys = new Set(mutants.map(mutantKeyText));
  return Object.values(unseen)
    .flat()
    .filter((entry) => !keys.has(entry));
}
