import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../test/support/free-port.ts';
import { checkWire, demand } from '../checks.ts';
import { cpuUsOfTree } from '../process-cpu.ts';
import { Program } from '../program.ts';
import { reached } from '../progress.ts';
import { startLeanSmscProgram } from '../scene.ts';
import type { PeerCalls } from './peer.ts';
import { settingsOf } from './settings.ts';

interface KannelRun {
  readonly receiptWindow: number;
  /** Messages before it, that are not measured. */
  readonly warmUp: number;
  readonly messages: number;
}

/** Where Debian puts its programs, which need not be in everybody's PATH. */
const PATH = `${process.env.PATH}:/usr/sbin`;
const START_MS = 20_000;
const LAST_RECEIPTS_MS = 20_000;

/**
 * Kannel with its store file on the same SMSC: messages come by HTTP, receipts leave by HTTP. Its CPU is that of its
 * bearerbox and its smsbox. Throws WrongRun.
 */
export async function runKannel({ receiptWindow, warmUp, messages }: KannelRun) {
  const { smsc, address } = await startLeanSmscProgram({ receiptWindow });
  const peer = new Program<PeerCalls>(new URL('./peer.ts', import.meta.url));
  const kannel = await startKannel(address);
  await peer.call('submit', kannel.port, 0, warmUp);
  await reached(smsc, { receipts: warmUp });
  const began = smsc.call('reached', { submits: warmUp + 1 });
  const cpuBefore = kannel.cpuUs();
  const taken = peer.call('submit', kannel.port, warmUp, messages);
  const all = warmUp + messages;
  const endedAt = await reached(smsc, { receipts: all });
  const cpuUs = (kannel.cpuUs() - cpuBefore) / messages;
  await taken;
  checkWire(await smsc.call('counts'), all, receiptWindow);
  const until = performance.now() + LAST_RECEIPTS_MS;
  while ((await peer.call('receipts')) < all && performance.now() < until) await pause(20);
  const receipts = await peer.call('receipts');
  demand(receipts === all, `Kannel handed on not each of ${all} receipts`, receipts);
  await kannel.stop();
  await peer.end();
  await smsc.end();
  return { perSecond: (messages * 1000) / (endedAt - (await began)), cpuUs };
}

async function startKannel(smscAddress: string) {
  const folder = mkdtempSync(join(tmpdir(), 'kannel-'));
  const ports = { admin: await freePort(), smsbox: await freePort(), sendsms: await freePort() };
  const file = join(folder, 'kannel.conf');
  writeFileSync(file, settingsOf({ folder, smscAddress, ports }));
  const boxes: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const box of boxes.toReversed()) {
      const ended = once(box, 'exit');
      if (box.exitCode === null && box.signalCode === null && box.kill('SIGKILL')) await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async (name: string, port: number): Promise<void> => {
    const box = spawn(name, ['-v', '4', file], { stdio: 'ignore', env: { PATH } });
    const failed = once(box, 'exit').then(() => new Error(`${name} ended`));
    box.on('error', () => {});
    boxes.push(box);
    const error = await Promise.race([failed.catch((reason: Error) => reason), listens(port)]);
    if (error !== null) throw error;
  };
  try {
    await start('bearerbox', ports.smsbox);
    await start('smsbox', ports.sendsms);
  } catch (cause) {
    await stop();
    throw new Error('Kannel does not run here: on Debian, "apt-get install kannel" brings it', { cause });
  }
  const cpuUs = (): number =>
    boxes.reduce((sum, { pid }) => sum + (pid === undefined ? 0 : (cpuUsOfTree(pid) ?? 0)), 0);
  return { port: ports.sendsms, cpuUs, stop };
}

/** Null once somebody listens there, or an error when nobody does in time. */
async function listens(port: number): Promise<Error | null> {
  const until = performance.now() + START_MS;
  while (performance.now() < until) {
    const socket = connect({ host: '127.0.0.1', port });
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return null;
    await pause(20);
  }
  return new Error(`nobody listens at ${port}`);
}
