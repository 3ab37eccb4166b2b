// node check.mjs <file>: exit code 0 when the file is an AsyncAPI 3.0 document without an error.
import { Parser, fromFile } from '@asyncapi/parser';

const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 0);
for (const { code, path, message } of errors) {
  console.log(code, path.join('.'), message);
}
if (!document || errors.length > 0 || document.version() !== '3.0.0') {
  process.exit(1);
}
const named = (things) => things.all().map((thing) => thing.id()).join(', ');
console.log(`AsyncAPI ${document.version()}: ${named(document.channels())}; ${named(document.operations())}`);
