import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in front of another, which can begin to send the same screens as a newer release. */
export interface Releases {
  url: string;
  /** From now on scripts have other names, and the old ones are gone. */
  release: () => void;
  stop: () => Promise<void>;
}

/** Names of scripts as pages, scripts and the worker tell them, and the name of the worker's release. */
const NAMED = /((?:assets|\.)\/[\w-]+-[\w-]{8})\.js|(?<="name":")(\w+)/g;
const NEWER = /^(\/assets\/[\w-]+-[\w-]{8})newer\.js$/;

/** Passes everything on to `target`. */
export async function releases(target: string): Promise<Releases> {
  let newer = false;
  const pass = (asked: IncomingMessage, answer: ServerResponse) => {
    const path = asked.url ?? '/';
    const script = path.startsWith('/assets/') && path.endsWith('.js');
    if (newer && script && !NEWER.test(path)) return void answer.writeHead(404).end();
    const text = newer && (script || path.startsWith('/till'));
    const headers = { ...asked.headers, ...(text ? { 'accept-encoding': 'identity' } : {}) };
    const options = { method: asked.method, headers };
    const passed = request(target + path.replace(NEWER, '$1.js'), options, (sent) => {
      const parts: Buffer[] = [];
      sent.on('data', (part: Buffer) => parts.push(part));
      sent.on('end', () => {
        const { 'content-length': _, 'transfer-encoding': __, ...kept } = sent.headers;
        const whole = Buffer.concat(parts);
        answer.writeHead(sent.statusCode ?? 502, kept);
        answer.end(text ? renamed(whole.toString()) : whole);
      });
    });
    passed.once('error', () => answer.writeHead(502).end());
    asked.pipe(passed);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    release: () => {
      newer = true;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function renamed(text: string): string {
  return text.replace(NAMED, (_, script?: string, name?: string) =>
    script === undefined ? `${name}newer` : `${script}newer.js`,
  );
}
