import { enableCopying } from "../../../pages/copying.ts";
import { showOrigin } from "./page-url.ts";

showOrigin();
enableCopying();
