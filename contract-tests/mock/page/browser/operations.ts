import { enableCopying } from "./copying.ts";
import { showOrigin } from "./page-url.ts";

showOrigin();
enableCopying();
