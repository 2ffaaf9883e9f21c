// The OpenAPI document: what is in it and how it hangs together.

const METHODS = ['post', 'get', 'put', 'patch', 'delete'];
const PROBLEM = 'application/problem+json';

/** The document, once it has come. */
export let api = {};

export function use(found) {
    api = found;
}

/** What a `$ref` leads to. A chain of more than a few is a circle. */
export function follow(value) {
    let target = value;
    for (let steps = 0; target?.$ref && steps < 8; steps += 1) {
        const path = target.$ref
            .replace(/^#\//, '')
            .split('/')
            .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
        target = path.reduce((inside, part) => inside?.[part], api);
    }
    return target ?? {};
}

/** Every call, in order of the document, with the parameters of its path. */
export function operations() {
    return Object.entries(api.paths ?? {}).flatMap(([path, item]) =>
        METHODS.filter((method) => item[method]).map((method) => {
            const operation = item[method];
            const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(follow);
            const id = operation.operationId ?? `${method}${path}`.replace(/\W+/g, '-');
            return { ...operation, id, path, method, parameters, tag: operation.tags?.[0] ?? 'API' };
        }),
    );
}

/** Chapters with their calls: in the order of `tags`, then those the document does not introduce. */
export function chapters() {
    const calls = operations();
    const known = (api.tags ?? []).map(({ name }) => name);
    const names = [...new Set([...known, ...calls.map(({ tag }) => tag)])];
    const about = (name) => api.tags?.find((tag) => tag.name === name)?.description;
    const all = names.map((name) => ({ name, about: about(name), calls: ofChapter(name, calls) }));
    return all.filter((chapter) => chapter.calls.length);
}

/** The calls of a chapter, those at its own address first: `/v1/purchases` before `/v1/exchanges`. */
function ofChapter(name, calls) {
    const elsewhere = ({ path }) => Number(!path.split('/').includes(name.toLowerCase()));
    return calls.filter(({ tag }) => tag === name).sort((a, b) => elsewhere(a) - elsewhere(b));
}

/** The scope a call needs; an empty text: a key of any scope; `null`: no key. */
export function scopeOf(operation) {
    const security = operation.security ?? api.security ?? [];
    const [first] = security.flatMap((requirement) => Object.values(requirement));
    return operation['x-scope'] ?? (first ? first.join(', ') : null);
}

/** A media type of a body or an answer: JSON where there is a choice. */
export function mediaOf(content = {}) {
    const types = Object.keys(content);
    const type = types.find((name) => name.includes('json')) ?? types[0];
    return type && { type, types, ...content[type] };
}

/** The problems an answer may be, as its description lists them: "- `slug`: meaning". */
export function problemsOf(response) {
    if (!response.content?.[PROBLEM]) return [];
    const lines = (response.description ?? '').matchAll(/^- `(\w+)`: (.+)$/gm);
    return [...lines].map(([, slug, meaning]) => ({ slug, meaning }));
}

/** Every problem of every call, by status. */
export function problems() {
    const bySlug = new Map();
    for (const { responses } of operations()) {
        for (const [status, response] of Object.entries(responses ?? {})) {
            for (const problem of problemsOf(follow(response))) bySlug.set(problem.slug, { ...problem, status });
        }
    }
    return [...bySlug.values()].sort((a, b) => a.status - b.status);
}
