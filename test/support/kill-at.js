// Loaded into the bot's process before it starts: told to count, it counts the commits to the store and the writes to a
// socket, which are all the steps that anything outside the process can see, and kills the process right before or
// after the one that KILL_AT names, as kill -9 would.
import { flushCompileCache } from 'node:module';
import { Socket } from 'node:net';
import { StatementSync } from 'node:sqlite';

/** SMPP 3.4, 5.1.2.1, behind the four octets of a PDU's length. */
const SUBMIT_SM = 0x00000004;
const COMMAND_ID = 4;

const [what, when, number] = (process.env.KILL_AT ?? '').split(':');
let counting = false;
const counted = { commit: 0, write: 0 };
/** @type {typeof counted | null} */
let atSubmit = null;

/**
 * @param {keyof typeof counted} step
 * @param {() => unknown} run
 */
function pass(step, run) {
  if (!counting) return run();
  counted[step]++;
  const here = step === what && counted[step] === Number(number);
  if (here && when === 'before') process.kill(process.pid, 'SIGKILL');
  const result = run();
  if (here) process.kill(process.pid, 'SIGKILL');
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
  return pass('write', () => {
    const [pdu] = chunks;
    if (Buffer.isBuffer(pdu) && pdu.length > COMMAND_ID + 4 && pdu.readUInt32BE(COMMAND_ID) === SUBMIT_SM)
      atSubmit ??= { ...counted };
    return write.apply(this, chunks);
  });
};

process.on('message', (asked) => {
  // One that is killed keeps nothing of what it has compiled, which is half of what the next one's start takes.
  flushCompileCache();
  if (asked === 'count') counting = true;
  process.send?.({ ...counted, atSubmit });
});
