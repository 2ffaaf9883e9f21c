// A call tried from the page.

import { scopeOf } from './document.js';
import { fold, freshId, h, said } from './element.js';
import { examplesOf, given } from './example.js';
import { copyButton, listing, written } from './listing.js';
import { addressOf, base, curlOf, freshKey, initial, takesKey } from './request.js';
import { shape } from './schema.js';
import { KEY, recall } from './settings.js';

export function tryPanel(operation, media) {
    const sameServer = new URL(base()).origin === location.origin;
    return (
        sameServer &&
        fold('details.try', h('span', { role: 'heading', 'aria-level': 4 }, said('try')), () =>
            tryForm(operation, media),
        )
    );
}

function tryForm(operation, media) {
    const inputs = operation.parameters.map((parameter) => parameterInput(parameter));
    const editor = media && bodyEditor(media);
    const send = h('button.primary', { type: 'submit' }, said('send'));
    const result = h('div.result');
    const curl = copyButton('copyAsCurl', () => curlOf(operation, valuesOf(inputs), editor?.type(), editor?.text()));
    const warning = operation.method !== 'get' && h('span.hint', said('changes'));
    const rows = [inputs.map(({ row }) => row), editor?.rows, h('div.send', send, curl, warning), result];
    const form = h('form', { novalidate: true }, rows);
    renewKeys(form, inputs);
    form.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    form.addEventListener('submit', async (event) => {
        event.preventDefault();
        if (send.getAttribute('aria-disabled')) return;
        const absent = inputs.find(({ parameter, input }) => parameter.required && !input.value);
        if (absent) return refuse(absent, result);
        send.setAttribute('aria-disabled', 'true');
        send.replaceChildren(said('sending'));
        result.replaceChildren(...(await answerTo(operation, inputs, editor)));
        send.removeAttribute('aria-disabled');
        send.replaceChildren(said('send'));
        form.dataset.sent = 'yes';
        result.scrollIntoView({ block: 'nearest' });
    });
    return form;
}

function refuse({ parameter, input }, result) {
    result.replaceChildren(h('p.harm', { role: 'alert' }, said('missing', { name: parameter.name })));
    input.focus();
}

function parameterInput(parameter) {
    const id = freshId();
    const isKey = takesKey(parameter);
    const value = initial(parameter);
    const placeholder = parameter.required ? undefined : given(parameter) || shape(parameter.schema ?? {}).default;
    const told = { 'aria-required': parameter.required && 'true', 'aria-describedby': isKey && `${id}-hint` };
    const input = h('input', { id, value, placeholder, autocomplete: 'off', spellcheck: 'false', ...told });
    const renew = isKey && h('button.quiet', { type: 'button', onclick: () => renewed(input) }, said('newKey'));
    const label = h(
        'label',
        { for: id },
        h('span', { lang: 'en' }, parameter.name),
        ' ',
        h('span.place', { 'data-word': `in_${parameter.in}` }),
    );
    const hint = isKey && h('p.hint', { id: `${id}-hint` }, said('generated'));
    return { parameter, input, isKey, row: h('div.row', label, h('div.line', input, renew), hint) };
}

function renewed(input) {
    input.value = freshKey();
}

/** The same call keeps its Idempotency-Key: sent twice, it does once. Edited after it was sent, it is another call. */
function renewKeys(form, inputs) {
    form.addEventListener('input', (event) => {
        const keys = inputs.filter(({ isKey }) => isKey).map(({ input }) => input);
        if (!form.dataset.sent || keys.includes(event.target)) return;
        keys.forEach(renewed);
        delete form.dataset.sent;
    });
}

function bodyEditor(media) {
    const examples = examplesOf(media);
    const id = freshId();
    const area = h('textarea', { id, spellcheck: 'false', autocomplete: 'off' });
    const fill = (index) => {
        area.value = written(examples[index].value);
        area.rows = Math.min(22, Math.max(3, area.value.split('\n').length));
    };
    const pick = (label, options, onchange) =>
        options.length > 1 &&
        h(
            'select',
            { 'data-word-label': label, onchange },
            options.map((option) => h('option', option)),
        );
    const select = pick(
        'examples',
        examples.map(({ label }) => label),
        () => fill(select.selectedIndex),
    );
    const type = pick('mediaType', media.types, () => {});
    fill(0);
    const rows = h('div.row', h('div.line', h('label', { for: id }, said('body')), select, type), area);
    return { rows, text: () => area.value, type: () => (type ? type.value : media.type) };
}

const valuesOf = (inputs) =>
    Object.fromEntries(inputs.map(({ parameter, input }) => [`${parameter.in}:${parameter.name}`, input.value]));

async function answerTo(operation, inputs, editor) {
    const headers = new Headers();
    const key = recall('sessionStorage', KEY);
    const body = editor?.text() || undefined;
    const from = performance.now();
    try {
        for (const { parameter, input } of inputs) {
            if (parameter.in === 'header' && input.value) headers.set(parameter.name, input.value);
        }
        if (key && scopeOf(operation) !== null) headers.set('Authorization', `Bearer ${key}`);
        if (body) headers.set('Content-Type', editor.type());
        const options = { method: operation.method.toUpperCase(), headers, body, cache: 'no-store' };
        const response = await fetch(addressOf(operation, valuesOf(inputs)), options);
        const text = await response.text();
        return outcome(response, text, Math.round(performance.now() - from));
    } catch (error) {
        return [h('p.harm', { role: 'alert' }, said('unsent', { reason: error.message }))];
    }
}

function outcome(response, text, ms) {
    const json = (response.headers.get('Content-Type') ?? '').includes('json') && pretty(text);
    const status = `${response.status} ${response.statusText}`.trim();
    const line = h(
        'p.status',
        { role: 'status' },
        h(`span.code.s${status[0]}`, status),
        ' ',
        h('span.hint', said('took', { ms })),
    );
    const needsKey =
        response.status === 401 &&
        h('p.hint', said('noKey'), ' ', h('a', { href: '#authentication' }, said('enterKey')));
    const body = text
        ? [listing(json || text, json), copyButton('copy', () => json || text)]
        : [h('p.hint', said('bare'))];
    return [line, needsKey || '', h('div.card', body)];
}

function pretty(text) {
    try {
        return written(JSON.parse(text));
    } catch {
        return undefined;
    }
}
