/** Records what this process prints. */
import { format } from 'node:util';
import { record } from './output.ts';

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = ((...said: Parameters<typeof write>) => {
    record(String(said[0]));
    return write(...said);
  }) as typeof write;
}
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
  const print = console[method];
  console[method] = (...said) => {
    record(format(...said));
    print(...said);
  };
}
