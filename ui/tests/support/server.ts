import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The binary under test; a debug build beside the sources when run by hand. */
const BINARY = process.env.REGULARS ?? '../target/debug/regulars';

/** A running `regulars` with a data folder of its own. */
export interface Server {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Its data folder. */
  data: string;
  /** The lines it printed on standard output before it was ready. */
  printed: string[];
  /** Kills the process, as a crash would. */
  kill: () => Promise<void>;
  /** Starts it again on the same folder and port. */
  restart: () => Promise<void>;
  /** Ends the process and removes its folder. */
  stop: () => Promise<void>;
}

/** Starts `regulars serve` on an empty folder. */
export function serve(): Promise<Server> {
  return start((data, listen) => ['serve', '--data', data, '--listen', listen], /^set up /);
}

/** Starts `regulars demo` with so many members. */
export function demo(members: number): Promise<Server> {
  return start(
    (data, listen) => ['demo', '--members', `${members}`, '--data', data, '--listen', listen],
    /console /,
  );
}

/** Starts `regulars serve` on a copy of a server's data that was restored from a backup of it. */
export async function restored(of: Server): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-backup-'));
  const backup = join(folder, 'backup');
  await done(['backup', backup, '--data', of.data]);
  const copy = await start(
    (data, listen) => ['serve', '--data', data, '--listen', listen],
    /^listening /,
    (data) => done(['restore', backup, '--data', data]),
  );
  await rm(folder, { recursive: true, force: true });
  return copy;
}

type Command = (data: string, listen: string) => string[];

async function start(
  command: Command,
  ready: RegExp,
  prepare?: (data: string) => Promise<void>,
): Promise<Server> {
  const data = await mkdtemp(join(tmpdir(), 'regulars-browser-'));
  await prepare?.(data);
  let running = await run(command(data, '127.0.0.1:0'), ready);
  const url = running.printed[0]?.replace('listening ', '') ?? '';
  return {
    url,
    data,
    printed: running.printed,
    kill: () => end(running.child, 'SIGKILL'),
    restart: async () => {
      running = await run(command(data, new URL(url).host), /^listening /);
    },
    stop: async () => {
      await end(running.child, 'SIGTERM');
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Runs a command to its end. */
function done(args: string[]): Promise<void> {
  const child = spawn(BINARY, args, { stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}`)),
    );
  });
}

/** Runs the binary until a line of its output says that it is ready. */
function run(args: string[], ready: RegExp): Promise<{ child: ChildProcess; printed: string[] }> {
  const child = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${BINARY} ended with ${code}: ${said.slice(-5).join('\n')}`)),
    );
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed.push(line);
      if (ready.test(line)) resolve({ child, printed });
    });
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
