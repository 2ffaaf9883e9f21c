// Examples: those of the document, and made-up ones where it has none.

import { follow } from './document.js';
import { shape } from './schema.js';

/** How deep an example is made up; a schema may contain itself. */
const DEEPEST = 6;

export function examplesOf(media) {
    const named = Object.entries(media.examples ?? {}).map(([name, example]) => ({ name, ...follow(example) }));
    if (named.length) return named.map((example) => ({ ...example, label: example.summary ?? example.name }));
    return [{ value: media.example ?? sample(media.schema ?? {}) }];
}

/** The value a parameter is shown and tried with. */
export const given = (parameter) => String(parameter.example ?? shape(parameter.schema ?? {}).example ?? '');

/** An example made up from a schema: what is required, and what has an example of its own. */
function sample(schema, depth = 0) {
    const is = shape(schema);
    if (is.example !== undefined) return is.example;
    if (is.default !== undefined) return is.default;
    if (is.values?.length) return is.values[0];
    if (depth > DEEPEST) return null;
    if (is.forms.length) return sample(is.forms[0], depth + 1);
    if (is.items) return [sample(is.items, depth + 1)];
    if (Object.keys(is.properties).length || is.types.includes('object')) {
        const wanted = Object.entries(is.properties).filter(
            ([name, field]) => is.required.includes(name) || shape(field).example !== undefined,
        );
        return Object.fromEntries(wanted.map(([name, field]) => [name, sample(field, depth + 1)]));
    }
    if (is.nullable) return null;
    return { string: 'string', integer: 1, number: 1, boolean: false }[is.types[0]] ?? null;
}
