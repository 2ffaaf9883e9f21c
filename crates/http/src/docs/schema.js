// Schemas: read, named in one line, shown as nested fields.

import { follow } from './document.js';
import { code, fold, h, said } from './element.js';
import { markdown } from './markdown.js';

/** More values than these are listed under the field, not in its type. */
const MOST_VALUES = 3;

const isNull = (schema) => schema.type === 'null';

/** What a schema says, with references followed, `allOf` merged, and null set aside. */
export function shape(schema) {
    const target = follow(schema);
    const options = target.oneOf ?? target.anyOf ?? [];
    const forms = options.filter((option) => !isNull(option));
    const types = [target.type ?? []].flat();
    const nullable = types.includes('null') || forms.length < options.length;
    const description = schema.description ?? target.description;
    if (forms.length === 1) {
        const only = shape(forms[0]);
        const example = schema.example ?? target.example ?? only.example;
        return { ...only, nullable: nullable || only.nullable, description: description ?? only.description, example };
    }
    const parts = (target.allOf ?? []).map(shape);
    const gather = (field) => Object.assign({}, ...parts.map((part) => part[field]), target[field]);
    return {
        ...target,
        nullable,
        description,
        forms: [...forms, ...parts.flatMap((part) => part.forms)],
        name: target.title ?? schema.$ref?.split('/').at(-1),
        types: types.filter((type) => type !== 'null'),
        properties: gather('properties'),
        required: [...parts.flatMap((part) => part.required), ...(target.required ?? [])],
        values: target.const === undefined ? target.enum?.filter((value) => value !== null) : [target.const],
        others: typeof target.additionalProperties === 'object' ? target.additionalProperties : undefined,
        example:
            schema.example ??
            target.example ??
            target.examples?.[0] ??
            (forms.length ? shape(forms[0]).example : undefined),
    };
}

const hasFields = (is) => Object.keys(is.properties).length > 0;

/** A type in one line: `string`, `Line[]`, `map<Decimal>`, `"max" | "none" | string`. */
function typeName(is, inside = false) {
    if (inside && is.name && is.forms.length) return is.name;
    if (is.forms.length) return is.forms.map((form) => typeName(shape(form))).join(' | ');
    if (is.values?.length <= MOST_VALUES) return is.values.map((value) => JSON.stringify(value)).join(' | ');
    if (is.items) {
        const item = typeName(shape(is.items), true);
        return item.includes(' ') ? `(${item})[]` : `${item}[]`;
    }
    if (hasFields(is)) return is.name ?? 'object';
    if (is.others) return `map<${typeName(shape(is.others), true)}>`;
    const formatted = (type) => (is.format && type !== 'boolean' ? `${type} (${is.format})` : type);
    return is.types.map(formatted).join(' | ') || 'any';
}

/** The shape worth opening inside a shape: of its items, of its values, or itself. */
function inner(is) {
    if (is.items) return inner(shape(is.items));
    if (is.others && !hasFields(is)) return inner(shape(is.others));
    return is;
}

/** Whether there is more to see than the type says: fields, or forms that are each told apart. */
function opens(is) {
    const forms = is.forms.map(shape);
    return (
        hasFields(is) ||
        forms.some((form) => opens(inner(form))) ||
        forms.filter(({ description }) => description).length > 1
    );
}

/** The fields of an object, or the forms a value may take. `above` names the shapes it stands in. */
function structure(is, above = []) {
    const within = is.name ? [...above, is.name] : above;
    const field = ([name, schema]) => fieldRow(name, shape(schema), is.required.includes(name), within);
    const others = is.others && fieldRow(said('anyKey'), shape(is.others), false, within);
    const forms = is.forms.map((form) => formRow(shape(form), within));
    return h('ul.fields', Object.entries(is.properties).map(field), others, forms);
}

export function fieldRow(name, is, required, above, place) {
    return h(
        'li',
        h(
            'div.term',
            h('code.field', { lang: 'en' }, name),
            ' ',
            h('span.type', { lang: 'en' }, typeName(is) + (is.nullable ? ' | null' : '')),
            ' ',
            place && h('span.place', { 'data-word': `in_${place}` }),
            ' ',
            required && h('span.required', { 'data-word': 'required' }),
        ),
        h('div.about', is.description && markdown(is.description), facts(is)),
        more(is, above),
    );
}

function formRow(is, above) {
    return h(
        'li',
        h('div.term', h('span.type.form', { lang: 'en' }, typeName(is))),
        h('div.about', is.description && markdown(is.description), facts({ ...is, values: undefined })),
        more(is, above),
    );
}

/** What is inside a field, folded. A shape that stands in itself is named and not opened again. */
function more(is, above) {
    const inside = inner(is);
    if (!opens(inside)) return undefined;
    if (above.includes(inside.name)) return h('p.more.itself', code(inside.name), ' ', said('itself'));
    const fields = Object.keys(inside.properties).length;
    const count = fields ? said('fields', { n: fields }) : said('forms', { n: inside.forms.length });
    return fold('details.more', [inside.name && h('span', { lang: 'en' }, inside.name, ' · '), count], () =>
        structure(inside, above),
    );
}

function range(least, most) {
    if (least === undefined) return most === undefined ? undefined : `≤ ${most}`;
    return most === undefined ? `≥ ${least}` : `${least} – ${most}`;
}

/** Short facts about a value: what it may be, its default, its limits, an example. */
function facts(is) {
    const item = is.items ? shape(is.items) : is;
    const rows = [
        ['values', item.values?.length > MOST_VALUES && item.values.map((value) => [code(value), ' '])],
        ['default', is.default !== undefined && is.default !== null && code(JSON.stringify(is.default))],
        ['limits', range(is.minimum, is.maximum)],
        ['length', range(is.minLength, is.maxLength)],
        ['items', range(is.minItems, is.maxItems)],
        ['pattern', is.pattern && code(is.pattern)],
        ['example', is.example !== undefined && is.example !== null && code(JSON.stringify(is.example))],
    ].filter(([, value]) => value);
    return (
        rows.length > 0 &&
        h(
            'dl.facts',
            rows.map(([name, value]) => h('div', h('dt', said(name)), h('dd', { lang: 'en' }, value))),
        )
    );
}

/** A whole schema, folded: where the same one stands in many places. */
export const folded = (schema) => more(shape(schema), []);

/** A whole schema: its description, then its fields. */
export function schemaOf(schema) {
    const is = shape(schema ?? {});
    const inside = inner(is);
    const name = inside !== is && h('p.type', { lang: 'en' }, typeName(is));
    const about = is.description ?? inside.description;
    if (opens(inside)) return [name, about && markdown(about), structure(inside)];
    const plain =
        is.types.includes('object') && !is.others ? said('noFields') : h('span.type', { lang: 'en' }, typeName(is));
    return [about ? markdown(about) : h('p', plain), facts(is)];
}
