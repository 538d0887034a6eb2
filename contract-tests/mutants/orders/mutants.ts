import type { MutantGroup } from "../mutant.ts";
import { FLOW } from "./mutants/flow.ts";
import { LISTS } from "./mutants/lists.ts";
import { NUMBERS } from "./mutants/numbers.ts";
import { OBJECTS } from "./mutants/objects.ts";
import { PROTOCOL } from "./mutants/protocol.ts";
import { TEXTS } from "./mutants/texts.ts";
import type { Rules } from "./rules.ts";

/** The mutants of the orders' reference server. */
export const ORDERS_MUTANTS: readonly MutantGroup<Rules>[] = [NUMBERS, TEXTS, LISTS, OBJECTS, PROTOCOL, FLOW];
