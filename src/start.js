// The only file that an old Node can read: it checks the version, then loads the program named by its first
// argument (main.ts when there is none). TypeScript runs as it is from Node 24 on; older ones die on the syntax.
const required = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < required) {
  console.error(
    `smpp-chatops needs Node ${required} or newer, this is ${process.versions.node}: run it with "npm start" after a plain "npm ci" (which brings Node ${required} along), or install Node ${required}.`,
  );
  process.exit(1);
}
const [program = 'main.ts'] = process.argv.splice(2, 1);
const { main } = await import(new URL(program, import.meta.url).href);
await main(process.argv.slice(2));
