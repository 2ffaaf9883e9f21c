// A call as an address, headers and a command.

import { api, scopeOf } from './document.js';
import { given } from './example.js';
import { written } from './listing.js';

export const base = () => new URL(api.servers?.[0]?.url ?? '/', location.origin).href.replace(/\/$/, '');

// A colon may stand in a path, and `ext:` is easier to read so.
const segment = (value = '') => encodeURIComponent(value).replaceAll('%3A', ':');

/** The address of a call with values by `place:name`. */
export function addressOf({ path, parameters }, values) {
    const filled = path.replace(/\{(\w+)\}/g, (whole, name) => segment(values[`path:${name}`]) || whole);
    const asked = parameters.filter((parameter) => parameter.in === 'query' && values[`query:${parameter.name}`]);
    const query = new URLSearchParams(asked.map(({ name }) => [name, values[`query:${name}`]])).toString();
    return base() + filled + (query && `?${query}`);
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The command of a call. The key stays a variable: commands end up in histories and in chats. */
export function curlOf(operation, values, type, body) {
    const { method, parameters } = operation;
    const headers = parameters.filter((parameter) => parameter.in === 'header' && values[`header:${parameter.name}`]);
    const verb = method === 'get' ? '' : `-X ${method.toUpperCase()} `;
    const parts = [
        `curl ${verb}${quoted(addressOf(operation, values))}`,
        scopeOf(operation) !== null && '-H "Authorization: Bearer $REGULARS_KEY"',
        ...headers.map(({ name }) => `-H ${quoted(`${name}: ${values[`header:${name}`]}`)}`),
        type && `-H ${quoted(`Content-Type: ${type}`)}`,
        type && `--data-binary ${quoted(body)}`,
    ];
    return parts.filter(Boolean).join(' \\\n  ');
}

/** The command of an example: with what the call must have, and nothing it may have. */
export function curlOfExample(operation, type, value) {
    const values = operation.parameters.map((parameter) => [`${parameter.in}:${parameter.name}`, initial(parameter)]);
    return curlOf(operation, Object.fromEntries(values), type, type && written(value));
}

/** The value a parameter begins with. */
export function initial(parameter) {
    if (takesKey(parameter)) return freshKey();
    return parameter.required ? given(parameter) : '';
}

export const takesKey = (parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === 'idempotency-key';

/** Not `randomUUID`: browsers give it to secure pages only, and a server in the next room is not one. */
export function freshKey() {
    const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
    return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
