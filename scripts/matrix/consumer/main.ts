import { useGenerated } from "./program.ts";

const [, , directUpload = "", orders = ""] = process.argv;
console.log(await useGenerated(directUpload, orders));
