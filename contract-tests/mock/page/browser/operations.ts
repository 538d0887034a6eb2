import { showOrigin } from "./base-url.ts";
import { enableCopying } from "./copying.ts";

showOrigin();
enableCopying();
