// Loaded into the bot's process before it starts: once told to count, it kills the process, as kill -9 would, right
// before or after the n-th commit to the store or the n-th write to a socket. Those are all the steps that anything
// outside the process can see.
import { Socket } from 'node:net';
import { StatementSync } from 'node:sqlite';

const [what, when, number] = (process.env.KILL_AT ?? '').split(':');
let counting = false;
let count = 0;

/**
 * @param {string} step
 * @param {() => unknown} run
 */
function pass(step, run) {
  if (!counting || step !== what) return run();
  count++;
  if (count === Number(number) && when === 'before') process.kill(process.pid, 'SIGKILL');
  const result = run();
  if (count === Number(number)) process.kill(process.pid, 'SIGKILL');
  return result;
}

const { run } = StatementSync.prototype;
StatementSync.prototype.run = function (...values) {
  return this.sourceSQL === 'commit'
    ? pass('commit', () => run.apply(this, values))
    : run.apply(this, values);
};

const { write } = Socket.prototype;
Socket.prototype.write = function (...chunks) {
  return pass('write', () => write.apply(this, chunks));
};

process.on('message', () => {
  counting = true;
  process.send?.('counting');
});
