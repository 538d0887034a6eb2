import type { MutantGroup } from "../mutant.ts";
import type { Rules } from "./rules.ts";

/** The mutants of the orders' reference server. */
export const ORDERS_MUTANTS: readonly MutantGroup<Rules>[] = [];
