import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

// A thread that ends its process once that has taken too much. In the process itself nothing could: a parser may be
// busy for minutes, and what it fills is no memory of JavaScript's alone. It is JavaScript, since the reader of
// TypeScript would take 20 MB more in it.

const LOOK_MS = 25;
/** Bytes of all kinds, and milliseconds of a processor. */
const { memory, time } = workerData;

function look() {
  const { user, system } = process.cpuUsage();
  const over = process.memoryUsage.rss() > memory ? 'memory' : (user + system) / 1000 > time ? 'time' : null;
  if (over === null) return;
  writeSync(2, `over ${over}\n`);
  process.kill(process.pid, 'SIGKILL');
}

look();
setInterval(look, LOOK_MS);
parentPort.postMessage('watching');
