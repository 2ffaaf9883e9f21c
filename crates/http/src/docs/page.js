// The reference of the API, drawn from /openapi.json. Texts of the document stay as they are; the frame around them
// speaks English or Russian. Everything is built as DOM nodes, so that no text of the document can become markup.

const DOCUMENT = '/openapi.json';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const PROBLEM = 'application/problem+json';
const KEY = 'regulars.key';
const LANGUAGE = 'regulars.language';
const THEME = 'regulars.theme';
/** How deep an example is made up where the document has none; a schema may contain itself. */
const DEEPEST_SAMPLE = 6;

// ---- Words of the frame ---------------------------------------------------------------------------------------------

const WORDS = {
  en: {
    skip: 'Skip to content', menu: 'Menu', calls: 'Calls', filter: 'Find a call', language: 'Language', dark: 'Dark theme',
    found: { one: '{n} call', other: '{n} calls' }, noneFound: 'No call matches. Look for a path, a method or a word.',
    loading: 'Loading the reference…', intro: 'Introduction', authentication: 'Authentication', problems: 'Problems',
    failed: 'The reference could not be loaded',
    unreachable: 'The server did not answer for {address}. Check that it is running and that you are connected.',
    refused: 'The server answered {status} for {address}.', unreadable: 'What came from {address} is not an OpenAPI document.',
    empty: 'The document at {address} describes no calls.', again: 'Try again',
    keyGoes: 'Calls that name a scope take a key in this header:', key: 'Key for trying calls',
    keyHint: 'Kept in this tab until you close it, and sent to this server only.',
    keyKept: 'Kept for this tab', show: 'Show', hide: 'Hide', forget: 'Forget', open: 'No key needed', scope: 'Scope',
    link: 'Link to “{name}”', deprecated: 'Deprecated',
    parameters: 'Parameters', body: 'Body', optionalBody: 'May be left out', responses: 'Responses', response: 'Response', request: 'Request',
    example: 'Example', examples: 'Examples', status: 'Status', nothing: 'The answer has no body.', required: 'required', default: 'Default',
    values: 'One of', pattern: 'Pattern', limits: 'Limits', anyKey: 'any name', in_path: 'in the path', in_query: 'in the query', in_header: 'header',
    fields: { one: '{n} field', other: '{n} fields' }, forms: { one: '{n} form', other: '{n} forms' }, itself: 'as above',
    noFields: 'An object without fields.',
    problemsIntro: 'A call that did not do what was asked answers with one of these, and has changed nothing. Tell them apart by type.',
    type: 'Type', meaning: 'Meaning',
    copy: 'Copy', copied: 'Copied', notCopied: 'The browser does not let this page copy', curl: 'Copy as curl',
    try: 'Try it', send: 'Send', sending: 'Sending…', changes: 'This goes to this server and changes what it keeps.',
    noKey: 'This call needs a key.', enterKey: 'Enter one', newKey: 'New', generated: 'Sent again unchanged, the call is the same; a changed call gets a new key.',
    mediaType: 'Content-Type', took: '{ms} ms', unsent: 'No answer: {reason}', bare: 'No body', missing: 'Fill in {name}.',
  },
  ru: {
    skip: 'К содержанию', menu: 'Меню', calls: 'Вызовы', filter: 'Найти вызов', language: 'Язык', dark: 'Тёмная тема',
    found: { one: '{n} вызов', few: '{n} вызова', other: '{n} вызовов' }, noneFound: 'Ничего не нашлось. Ищите по пути, методу или слову.',
    loading: 'Загружаем справочник…', intro: 'Введение', authentication: 'Доступ', problems: 'Ошибки',
    failed: 'Справочник не загрузился',
    unreachable: 'Сервер не ответил на запрос {address}. Проверьте, что он запущен и что есть связь.',
    refused: 'Сервер ответил {status} на запрос {address}.', unreadable: 'По адресу {address} пришёл не документ OpenAPI.',
    empty: 'В документе {address} нет ни одного вызова.', again: 'Повторить',
    keyGoes: 'Вызовы, у которых указано право, принимают ключ в этом заголовке:', key: 'Ключ для пробных вызовов',
    keyHint: 'Хранится в этой вкладке, пока она открыта, и отправляется только на этот сервер.',
    keyKept: 'Сохранён для этой вкладки', show: 'Показать', hide: 'Скрыть', forget: 'Забыть', open: 'Ключ не нужен', scope: 'Право',
    link: 'Ссылка на «{name}»', deprecated: 'Устарел',
    parameters: 'Параметры', body: 'Тело', optionalBody: 'Можно не передавать', responses: 'Ответы', response: 'Ответ', request: 'Запрос',
    example: 'Пример', examples: 'Примеры', status: 'Статус', nothing: 'Ответ без тела.', required: 'обязательно', default: 'По умолчанию',
    values: 'Одно из', pattern: 'Шаблон', limits: 'Пределы', anyKey: 'любое имя', in_path: 'в пути', in_query: 'в запросе', in_header: 'заголовок',
    fields: { one: '{n} поле', few: '{n} поля', other: '{n} полей' }, forms: { one: '{n} вид', few: '{n} вида', other: '{n} видов' }, itself: 'как выше',
    noFields: 'Объект без полей.',
    problemsIntro: 'Вызов, который не сделал того, о чём просили, отвечает одной из этих ошибок и ничего не меняет. Различайте их по типу.',
    type: 'Тип', meaning: 'Значение',
    copy: 'Копировать', copied: 'Скопировано', notCopied: 'Браузер не даёт этой странице копировать', curl: 'Копировать как curl',
    try: 'Попробовать', send: 'Отправить', sending: 'Отправляем…', changes: 'Вызов уйдёт на этот сервер и изменит его данные.',
    noKey: 'Для этого вызова нужен ключ.', enterKey: 'Ввести', newKey: 'Новый', generated: 'Без изменений это тот же самый вызов; изменённый получит новый ключ.',
    mediaType: 'Content-Type', took: '{ms} мс', unsent: 'Ответа нет: {reason}', bare: 'Без тела', missing: 'Заполните {name}.',
  },
};

/** The text of a word in the language of the frame. `values.n` chooses the plural form. */
function word(name, values = {}) {
  const language = document.documentElement.lang;
  let text = WORDS[language]?.[name] ?? WORDS.en[name] ?? name;
  if (typeof text === 'object') text = text[new Intl.PluralRules(language).select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** Puts words into an element that asks for them, now and whenever the language changes. */
function speak(element) {
  const { word: text, wordLabel, wordPlaceholder, values } = element.dataset;
  const given = values ? JSON.parse(values) : {};
  if (text) element.textContent = word(text, given);
  if (wordLabel) element.setAttribute('aria-label', word(wordLabel, given));
  if (wordPlaceholder) element.setAttribute('placeholder', word(wordPlaceholder, given));
}

const said = (name, values) => h('span', { 'data-word': name, 'data-values': values && JSON.stringify(values) });

/** Tells readers of the screen what has just happened. */
function announce(name, values) {
  document.getElementById('spoken').textContent = word(name, values);
}

// ---- Elements -------------------------------------------------------------------------------------------------------

/** An element: `h('p.note', { id: 'a', onclick: f }, 'text', child)`. Attributes that are absent or false are left out. */
function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  speak(element);
  return element;
}

let lastId = 0;
const freshId = () => `e${(lastId += 1)}`;

const code = (text) => h('code', {}, String(text));

/** A `<details>` whose inside is made when it is first opened: schemas are deep, and most are never looked into. */
function fold(tag, summary, inside) {
  const details = h(tag, {}, h('summary', {}, summary));
  details.addEventListener('toggle', () => details.append(...[inside()].flat()), { once: true });
  return details;
}

// Storage may be forbidden to the page; then choices last as long as it does.
function recall(storage, name) {
  try { return window[storage].getItem(name) ?? ''; } catch { return ''; }
}

function keep(storage, name, value) {
  try {
    if (value) window[storage].setItem(name, value);
    else window[storage].removeItem(name);
  } catch { /* Nothing is lost but the memory of it. */ }
}

// ---- Language, theme ------------------------------------------------------------------------------------------------

function chooseLanguage(language) {
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
  document.querySelectorAll('[data-word], [data-word-label], [data-word-placeholder]').forEach(speak);
}

function chooseTheme(theme) {
  document.documentElement.dataset.theme = theme;
  document.getElementById('theme').setAttribute('aria-pressed', String(theme === 'dark'));
}

function startSettings() {
  const preferred = navigator.language?.toLowerCase().startsWith('ru') ? 'ru' : 'en';
  const kept = recall('localStorage', LANGUAGE);
  chooseLanguage(kept in WORDS ? kept : preferred);
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => {
      keep('localStorage', LANGUAGE, button.dataset.language);
      chooseLanguage(button.dataset.language);
    });
  }
  startTheme(window.matchMedia('(prefers-color-scheme: dark)'));
}

/** The theme follows the system until one is chosen here. */
function startTheme(system) {
  const preferred = () => recall('localStorage', THEME) || (system.matches ? 'dark' : 'light');
  chooseTheme(preferred());
  system.addEventListener('change', () => chooseTheme(preferred()));
  document.getElementById('theme').addEventListener('click', () => {
    const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    keep('localStorage', THEME, theme);
    chooseTheme(theme);
  });
}

// ---- Markdown: paragraphs, headings, lists, tables, code, links -----------------------------------------------------

const BLOCK = /^(```|#{1,4} |\||\s*(?:[-*]|\d+\.) )/;
const INLINE = /(`+)(.+?)\1|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:\/\/[^>\s]+)>/g;
const SAFE_LINK = /^(https?:|mailto:|\/|#)/;

/** A text of the document, with headings from `level` down. */
function markdown(text, level = 4) {
  return h('div.prose', { lang: 'en' }, blocks((text ?? '').split('\n'), level));
}

function blocks(lines, level) {
  const made = [];
  const rest = [...lines];
  while (rest.length) {
    const line = rest[0];
    if (!line.trim()) rest.shift();
    else if (line.startsWith('```')) made.push(fence(rest));
    else if (/^#{1,4} /.test(line)) made.push(heading(rest.shift(), level));
    else if (line.startsWith('|')) made.push(table(takeWhile(rest, (row) => row.startsWith('|'))));
    else if (BLOCK.test(line)) made.push(list(rest, level));
    else made.push(h('p', {}, inline([rest.shift(), ...takeWhile(rest, (row) => row.trim() && !BLOCK.test(row))].join(' '))));
  }
  return made;
}

function takeWhile(lines, wanted) {
  const end = lines.findIndex((line) => !wanted(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

function fence(rest) {
  const language = rest.shift().slice(3).trim();
  const text = takeWhile(rest, (line) => !line.startsWith('```')).join('\n');
  rest.shift();
  return listing(text, language === 'json');
}

function heading(line, level) {
  return h(`h${Math.min(level, 6)}`, {}, inline(line.replace(/^#+ /, '')));
}

function table(rows) {
  const cells = (row) => row.replace(/^\||\|\s*$/g, '').split(/(?<!\\)\|/).map((cell) => inline(cell.trim().replaceAll('\\|', '|')));
  const [head, , ...body] = rows.map(cells);
  return h('div.wide', { tabindex: 0 }, h('table', {},
    h('thead', {}, h('tr', {}, head.map((cell) => h('th', { scope: 'col' }, cell)))),
    h('tbody', {}, body.map((row) => h('tr', {}, row.map((cell) => h('td', {}, cell)))))));
}

function list(rest, level) {
  const ordered = /^\s*\d/.test(rest[0]);
  const items = [];
  for (const line of takeWhile(rest, (row) => /^\s/.test(row) || BLOCK.test(row))) {
    const start = /^(?:[-*]|\d+\.) +(.*)/.exec(line);
    if (start || !items.length) items.push([start?.[1] ?? line.trim()]);
    else items.at(-1).push(line.replace(/^ {2,4}/, ''));
  }
  const item = (lines) => h('li', {}, lines.some((line, at) => at && BLOCK.test(line)) ? blocks(lines, level) : inline(lines.join(' ')));
  return h(ordered ? 'ol' : 'ul', {}, items.map(item));
}

function inline(text) {
  const made = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    made.push(text.slice(from, match.index), span(match));
    from = match.index + match[0].length;
  }
  return [...made, text.slice(from)];
}

function span([whole, , literal, strong, label, target, address]) {
  if (literal) return code(literal.trim());
  if (strong) return h('strong', {}, inline(strong));
  const href = target ?? address;
  return SAFE_LINK.test(href) ? h('a', { href }, label ?? address) : whole;
}

// ---- Code -----------------------------------------------------------------------------------------------------------

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function highlighted(text) {
  const made = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const kind = match[2] !== undefined ? 'name' : match[1] ? 'string' : 'literal';
    const token = match[1] ?? match[0];
    made.push(text.slice(from, match.index), h(`span.${kind}`, {}, token));
    from = match.index + token.length;
  }
  return [...made, text.slice(from)];
}

/** Text as written. It can be reached by keyboard, because it may scroll. */
function listing(text, json) {
  return h('pre', { tabindex: 0, lang: 'en' }, h('code', {}, json ? highlighted(text) : text));
}

const written = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** Copies, also where the clipboard is closed to pages: it is, over plain HTTP from another machine. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h('textarea.unseen', {}, text);
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}

function copyButton(name, text) {
  const button = h('button.quiet', { type: 'button', 'data-word': name });
  button.addEventListener('click', async () => {
    const copied = await copy(text());
    button.focus();
    announce(copied ? 'copied' : 'notCopied');
    button.textContent = word(copied ? 'copied' : 'notCopied');
    setTimeout(() => speak(button), 1600);
  });
  return button;
}

/** A card of examples, one shown at a time. `curl` makes the command of an example. */
function exampleCard(title, examples, { curl, onchoose } = {}) {
  const shown = h('div.shown');
  let current = examples[0];
  const choose = (index) => {
    current = examples[index];
    shown.replaceChildren(listing(written(current.value), typeof current.value !== 'string'));
    onchoose?.(current);
  };
  const select = examples.length > 1 && h('select', { 'data-word-label': 'examples', onchange: () => choose(select.selectedIndex) },
    examples.map(({ label }) => h('option', {}, label)));
  const only = !select && current.label && h('span.label', { lang: 'en' }, current.label);
  const actions = h('div.actions', {}, curl && copyButton('curl', () => curl(current.value)), copyButton('copy', () => written(current.value)));
  choose(0);
  return h('div.card', {}, h('div.head', {}, h('h4', {}, said(title)), select || only, actions), shown);
}

// ---- The document ---------------------------------------------------------------------------------------------------

let api = {};

/** What a `$ref` leads to. A chain of more than a few is a circle. */
function follow(value) {
  let target = value;
  for (let steps = 0; target?.$ref && steps < 8; steps += 1) {
    const path = target.$ref.replace(/^#\//, '').split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    target = path.reduce((inside, part) => inside?.[part], api);
  }
  return target ?? {};
}

/** Every call, in order of the document, with the parameters of its path. */
function operations() {
  return Object.entries(api.paths ?? {}).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const operation = item[method];
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(follow);
      const id = operation.operationId ?? `${method}${path}`.replace(/\W+/g, '-');
      return { ...operation, id, path, method, parameters, tag: operation.tags?.[0] ?? 'API' };
    }));
}

/** Chapters with their calls: in the order of `tags`, then those the document does not introduce. */
function chapters() {
  const calls = operations();
  const known = (api.tags ?? []).map(({ name }) => name);
  const names = [...new Set([...known, ...calls.map(({ tag }) => tag)])];
  const about = (name) => api.tags?.find((tag) => tag.name === name)?.description;
  const all = names.map((name) => ({ name, about: about(name), calls: calls.filter(({ tag }) => tag === name) }));
  return all.filter((chapter) => chapter.calls.length);
}

/** The scope a call needs; an empty text: a key of any scope; `null`: no key. */
function scopeOf(operation) {
  const security = operation.security ?? api.security ?? [];
  const [first] = security.flatMap((requirement) => Object.values(requirement));
  return operation['x-scope'] ?? (first ? first.join(', ') : null);
}

/** A media type of a body or an answer: JSON where there is a choice. */
function mediaOf(content = {}) {
  const types = Object.keys(content);
  const type = types.find((name) => name.includes('json')) ?? types[0];
  return type && { type, types, ...content[type] };
}

function examplesOf(media) {
  const named = Object.entries(media.examples ?? {}).map(([name, example]) => ({ name, ...follow(example) }));
  if (named.length) return named.map((example) => ({ ...example, label: example.summary ?? example.name }));
  return [{ value: media.example ?? sample(media.schema ?? {}) }];
}

// ---- Schemas --------------------------------------------------------------------------------------------------------

const isNull = (schema) => schema.type === 'null';

/** What a schema says, with references followed, `allOf` merged, and null set aside. */
function shape(schema) {
  const target = follow(schema);
  const options = target.oneOf ?? target.anyOf ?? [];
  const forms = options.filter((option) => !isNull(option));
  const types = [target.type ?? []].flat();
  const nullable = types.includes('null') || forms.length < options.length;
  const description = schema.description ?? target.description;
  if (forms.length === 1) {
    const only = shape(forms[0]);
    return { ...only, nullable: nullable || only.nullable, description: description ?? only.description };
  }
  const parts = (target.allOf ?? []).map(shape);
  const gather = (field) => Object.assign({}, ...parts.map((part) => part[field]), target[field]);
  return {
    ...parts.at(0), ...target, forms, nullable, description,
    name: schema.$ref?.split('/').at(-1) ?? target.title,
    types: types.filter((type) => type !== 'null'),
    properties: gather('properties'),
    required: [...parts.flatMap((part) => part.required), ...(target.required ?? [])],
    values: target.const === undefined ? target.enum?.filter((value) => value !== null) : [target.const],
    others: typeof target.additionalProperties === 'object' ? target.additionalProperties : undefined,
    example: schema.example ?? target.example ?? target.examples?.[0],
  };
}

const hasFields = (is) => Object.keys(is.properties).length > 0;

/** A type in one line: `string`, `Line[]`, `map<Decimal>`, `"max" | "none" | string`. */
function typeName(is) {
  if (is.forms.length) return is.forms.map((form) => typeName(shape(form))).join(' | ');
  if (is.values?.length) return is.values.length < 4 ? is.values.map((value) => JSON.stringify(value)).join(' | ') : is.types.join(' | ') || 'string';
  if (is.items) {
    const item = typeName(shape(is.items));
    return item.includes(' ') ? `(${item})[]` : `${item}[]`;
  }
  if (hasFields(is)) return is.name ?? 'object';
  if (is.others) return `map<${typeName(shape(is.others))}>`;
  return is.types.map((type) => (is.format && type !== 'boolean' ? `${type} (${is.format})` : type)).join(' | ') || 'any';
}

/** The shape worth opening inside a shape: of its items, of its values, or itself. */
function inner(is) {
  if (is.items) return inner(shape(is.items));
  if (is.others && !hasFields(is)) return inner(shape(is.others));
  return is;
}

const opens = (is) => hasFields(is) || is.forms.some((form) => opens(inner(shape(form))) || shape(form).description);

/** The fields of an object, or the forms a value may take. `above` names the shapes it stands in. */
function structure(is, above = []) {
  const within = is.name ? [...above, is.name] : above;
  if (is.forms.length) return h('ul.fields.forms', {}, is.forms.map((form) => formRow(shape(form), within)));
  const fields = Object.entries(is.properties).map(([name, schema]) => fieldRow(name, shape(schema), is.required.includes(name), within));
  const others = is.others && fieldRow(said('anyKey'), shape(is.others), false, within);
  return h('ul.fields', {}, fields, others);
}

function fieldRow(name, is, required, above, place) {
  return h('li', {},
    h('div.term', {},
      h('code.field', { lang: 'en' }, name), ' ',
      h('span.type', { lang: 'en' }, typeName(is) + (is.nullable ? ' | null' : '')), ' ',
      place && h('span.place', { 'data-word': `in_${place}` }), ' ',
      required && h('span.required', { 'data-word': 'required' })),
    h('div.about', {}, is.description && markdown(is.description), facts(is)),
    more(is, above));
}

function formRow(is, above) {
  return h('li', {},
    h('div.term', {}, h('span.type.form', { lang: 'en' }, typeName(is))),
    h('div.about', {}, is.description && markdown(is.description), facts({ ...is, values: undefined })),
    more(is, above));
}

/** What is inside a field, folded. A shape that stands in itself is named and not opened again. */
function more(is, above) {
  const inside = inner(is);
  if (!opens(inside)) return undefined;
  if (above.includes(inside.name)) return h('p.more.itself', {}, code(inside.name), ' ', said('itself'));
  const count = inside.forms.length ? said('forms', { n: inside.forms.length }) : said('fields', { n: Object.keys(inside.properties).length });
  return fold('details.more', [inside.name && h('span', { lang: 'en' }, inside.name, ' · '), count], () => structure(inside, above));
}

/** Short facts about a value: what it may be, its default, its limits, an example. */
function facts(is) {
  const range = (least, most) => (least === undefined && most === undefined ? undefined : `${least ?? '…'} – ${most ?? '…'}`);
  const item = is.items ? shape(is.items) : is;
  const rows = [
    ['values', (item.values?.length >= 4 || is.items) && item.values?.map((value) => [code(value), ' '])],
    ['default', is.default !== undefined && is.default !== null && code(JSON.stringify(is.default))],
    ['limits', range(is.minimum ?? is.minLength ?? is.minItems, is.maximum ?? is.maxLength ?? is.maxItems)],
    ['pattern', is.pattern && code(is.pattern)],
    ['example', is.example !== undefined && is.example !== null && code(JSON.stringify(is.example))],
  ].filter(([, value]) => value);
  return rows.length > 0 && h('dl.facts', {}, rows.map(([name, value]) => h('div', {}, h('dt', {}, said(name)), h('dd', { lang: 'en' }, value))));
}

/** An example made up from a schema: what is required, and what has an example of its own. */
function sample(schema, depth = 0) {
  const is = shape(schema);
  if (is.example !== undefined) return is.example;
  if (is.default !== undefined) return is.default;
  if (is.values?.length) return is.values[0];
  if (depth > DEEPEST_SAMPLE) return null;
  if (is.forms.length) return sample(is.forms[0], depth + 1);
  if (is.items) return [sample(is.items, depth + 1)];
  if (hasFields(is) || is.types.includes('object')) {
    const wanted = Object.entries(is.properties).filter(([name, field]) => is.required.includes(name) || shape(field).example !== undefined);
    return Object.fromEntries(wanted.map(([name, field]) => [name, sample(field, depth + 1)]));
  }
  if (is.nullable) return null;
  return { string: 'string', integer: 1, number: 1, boolean: false }[is.types[0]] ?? null;
}

// ---- Calls ----------------------------------------------------------------------------------------------------------

const base = () => new URL(api.servers?.[0]?.url ?? '/', location.origin).href.replace(/\/$/, '');

/** The value a parameter is shown and tried with. */
const given = (parameter) => String(parameter.example ?? shape(parameter.schema ?? {}).example ?? '');

/** The address of a call with values by `place:name`. */
function addressOf({ path, parameters }, values) {
  const filled = path.replace(/\{(\w+)\}/g, (whole, name) => encodeURIComponent(values[`path:${name}`] || '') || whole);
  const asked = parameters.filter((parameter) => parameter.in === 'query' && values[`query:${parameter.name}`]);
  const query = new URLSearchParams(asked.map(({ name }) => [name, values[`query:${name}`]])).toString();
  return base() + filled + (query && `?${query}`);
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The command of a call. The key stays a variable: commands end up in histories and in chats. */
function curlOf(operation, values, type, body) {
  const headers = operation.parameters.filter((parameter) => parameter.in === 'header' && values[`header:${parameter.name}`]);
  const parts = [
    `curl ${operation.method === 'get' ? '' : `-X ${operation.method.toUpperCase()} `}${quoted(addressOf(operation, values))}`,
    scopeOf(operation) !== null && '-H "Authorization: Bearer $REGULARS_KEY"',
    ...headers.map(({ name }) => `-H ${quoted(`${name}: ${values[`header:${name}`]}`)}`),
    type && `-H ${quoted(`Content-Type: ${type}`)}`,
    type && `--data-binary ${quoted(body)}`,
  ];
  return parts.filter(Boolean).join(' \\\n  ');
}

function curlOfExample(operation, type, value) {
  const values = operation.parameters.map((parameter) => {
    const filled = takesKey(parameter) ? freshKey() : parameter.in === 'query' && !parameter.required ? '' : given(parameter);
    return [`${parameter.in}:${parameter.name}`, filled];
  });
  return curlOf(operation, Object.fromEntries(values), type, type && written(value));
}

const takesKey = (parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === 'idempotency-key';

/** Not `randomUUID`: browsers give it to secure pages only, and a server in the next room is not one. */
function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function callSection(operation) {
  const media = mediaOf(follow(operation.requestBody).content);
  const title = operation.summary ?? `${operation.method.toUpperCase()} ${operation.path}`;
  return h('section.call', { id: operation.id, 'aria-labelledby': `${operation.id}-title` },
    h('div.title', {},
      h('h3', { id: `${operation.id}-title`, lang: 'en' }, title),
      h('a.anchor', { href: `#${operation.id}`, 'data-word-label': 'link', 'data-values': JSON.stringify({ name: title }) }, '#')),
    h('p.address', {}, method(operation.method), ' ', code(operation.path), ' ', scopeNote(operation), operation.deprecated && h('span.deprecated', {}, said('deprecated'))),
    h('div.sides', {},
      h('div.left', {}, operation.description && markdown(operation.description), parametersOf(operation), bodyOf(operation, media)),
      h('div.right', {}, requestCard(operation, media), tryPanel(operation, media))),
    responsesOf(operation));
}

const method = (name) => h(`span.method.${name}`, { lang: 'en' }, name === 'delete' ? 'DEL' : name.toUpperCase());

function scopeNote(operation) {
  const scope = scopeOf(operation);
  if (scope === null) return h('span.scope', {}, said('open'));
  return scope !== '' && h('span.scope', {}, said('scope'), ' ', code(scope));
}

function parametersOf({ parameters }) {
  const rows = parameters.map((parameter) => {
    const is = shape(parameter.schema ?? {});
    const shown = { ...is, description: parameter.description ?? is.description, example: parameter.example ?? is.example };
    return fieldRow(parameter.name, shown, parameter.required, [], parameter.in);
  });
  return rows.length > 0 && [h('h4', {}, said('parameters')), h('ul.fields', {}, rows)];
}

function bodyOf(operation, media) {
  if (!media) return undefined;
  const optional = !follow(operation.requestBody).required && h('span.label', {}, said('optionalBody'));
  const types = media.types.map((type) => [code(type), ' ']);
  return [h('h4', {}, said('body'), ' ', h('span.label', { lang: 'en' }, types), optional), schemaOf(media.schema)];
}

/** A whole schema: its description, then its fields. */
function schemaOf(schema) {
  const is = shape(schema ?? {});
  const inside = inner(is);
  const name = inside !== is && h('p.type', { lang: 'en' }, typeName(is));
  const about = is.description ?? inside.description;
  if (opens(inside)) return [name, about && markdown(about), structure(inside)];
  const plain = is.types.includes('object') && !is.others ? said('noFields') : h('span.type', { lang: 'en' }, typeName(is));
  return [about ? markdown(about) : h('p', {}, plain), facts(is)];
}

function requestCard(operation, media) {
  const curl = (value) => curlOfExample(operation, media?.type, value);
  if (media) return exampleCard('request', examplesOf(media), { curl });
  return exampleCard('request', [{ value: curl(), label: 'curl' }]);
}

function responsesOf(operation) {
  const answers = Object.entries(operation.responses ?? {}).map(([status, response]) => ({ status, response: follow(response) }));
  if (!answers.length) return undefined;
  return [h('h4', {}, said('responses')), tabs(answers, `${operation.id}-answer`)];
}

/** Tabs by status: arrows move between them, and a panel is made when it is first shown. */
function tabs(answers, id) {
  const panel = h('div.panel', { role: 'tabpanel', id: `${id}-panel` });
  const list = h('div.tabs', { role: 'tablist', 'data-word-label': 'status' });
  const choose = (index) => {
    [...list.children].forEach((tab, at) => {
      tab.setAttribute('aria-selected', String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `${id}-${answers[index].status}`);
    panel.replaceChildren(...responsePanel(answers[index].response));
  };
  list.append(...answers.map(({ status }, at) => h(`button.tab.s${status[0]}`, {
    type: 'button', role: 'tab', id: `${id}-${status}`, 'aria-controls': panel.id, onclick: () => choose(at),
  }, status)));
  list.addEventListener('keydown', (event) => {
    const next = moved(event.key, [...list.children].indexOf(event.target), answers.length);
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    list.children[next].focus();
  });
  choose(0);
  return [list, panel];
}

function moved(key, from, count) {
  return { ArrowRight: (from + 1) % count, ArrowLeft: (from + count - 1) % count, Home: 0, End: count - 1 }[key];
}

function responsePanel(response) {
  const media = mediaOf(response.content);
  const about = response.description && markdown(response.description);
  if (!media) return [h('div.sides', {}, h('div.left', {}, about, h('p', {}, said('nothing'))))];
  const meaning = h('div.meaning');
  const onchoose = ({ description }) => meaning.replaceChildren(...(description ? [markdown(description)] : []));
  const card = exampleCard('response', examplesOf(media), { onchoose });
  return [h('div.sides', {}, h('div.left', {}, about, meaning, schemaOf(media.schema)), h('div.right', {}, card))];
}

// ---- Try it ---------------------------------------------------------------------------------------------------------

function tryPanel(operation, media) {
  const sameServer = new URL(base()).origin === location.origin;
  return sameServer && fold('details.try', h('span', { role: 'heading', 'aria-level': 4 }, said('try')), () => tryForm(operation, media));
}

function tryForm(operation, media) {
  const inputs = operation.parameters.map((parameter) => parameterInput(parameter));
  const editor = media && bodyEditor(media);
  const send = h('button.primary', { type: 'submit' }, said('send'));
  const result = h('div.result');
  const form = h('form', { novalidate: true }, inputs.map(({ row }) => row), editor?.rows,
    h('div.send', {}, send, operation.method !== 'get' && h('span.hint', {}, said('changes'))), result);
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
    result.replaceChildren(...await answerTo(operation, inputs, editor));
    send.removeAttribute('aria-disabled');
    send.replaceChildren(said('send'));
    form.dataset.sent = 'yes';
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
  const value = isKey ? freshKey() : parameter.required ? given(parameter) : '';
  const placeholder = parameter.required ? undefined : given(parameter) || shape(parameter.schema ?? {}).default;
  const input = h('input', { id, value, placeholder, autocomplete: 'off', spellcheck: 'false', 'aria-required': parameter.required && 'true', 'aria-describedby': isKey && `${id}-hint` });
  const renew = isKey && h('button.quiet', { type: 'button', onclick: () => { input.value = freshKey(); } }, said('newKey'));
  const label = h('label', { for: id }, h('span', { lang: 'en' }, parameter.name), ' ', h('span.place', { 'data-word': `in_${parameter.in}` }));
  const hint = isKey && h('p.hint', { id: `${id}-hint` }, said('generated'));
  return { parameter, input, isKey, row: h('div.row', {}, label, h('div.line', {}, input, renew), hint) };
}

/** The same call keeps its Idempotency-Key, so that sending twice does once; a call edited after it was sent is another. */
function renewKeys(form, inputs) {
  form.addEventListener('input', (event) => {
    const keys = inputs.filter(({ isKey }) => isKey).map(({ input }) => input);
    if (!form.dataset.sent || keys.includes(event.target)) return;
    for (const input of keys) input.value = freshKey();
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
  const pick = (label, options, onchange) => options.length > 1
    && h('select', { 'data-word-label': label, onchange }, options.map((option) => h('option', {}, option)));
  const select = pick('examples', examples.map(({ label }) => label), () => fill(select.selectedIndex));
  const type = pick('mediaType', media.types, () => {});
  fill(0);
  const rows = h('div.row', {}, h('div.line', {}, h('label', { for: id }, said('body')), select, type), area);
  return { rows, text: () => area.value, type: () => (type ? type.value : media.type) };
}

async function answerTo(operation, inputs, editor) {
  const values = Object.fromEntries(inputs.map(({ parameter, input }) => [`${parameter.in}:${parameter.name}`, input.value]));
  const headers = new Headers();
  const key = recall('sessionStorage', KEY);
  const body = editor?.text() || undefined;
  const from = performance.now();
  try {
    for (const { parameter, input } of inputs) if (parameter.in === 'header' && input.value) headers.set(parameter.name, input.value);
    if (key && scopeOf(operation) !== null) headers.set('Authorization', `Bearer ${key}`);
    if (body) headers.set('Content-Type', editor.type());
    const response = await fetch(addressOf(operation, values), { method: operation.method.toUpperCase(), headers, body, cache: 'no-store' });
    const text = await response.text();
    return outcome(response, text, Math.round(performance.now() - from));
  } catch (error) {
    return [h('p.harm', { role: 'alert' }, said('unsent', { reason: error.message }))];
  }
}

function outcome(response, text, ms) {
  const json = (response.headers.get('Content-Type') ?? '').includes('json') && pretty(text);
  const status = `${response.status} ${response.statusText}`.trim();
  const line = h('p.status', { role: 'status' }, h(`span.code.s${status[0]}`, {}, status), ' ', h('span.hint', {}, said('took', { ms })));
  const needsKey = response.status === 401 && h('p.hint', {}, said('noKey'), ' ', h('a', { href: '#authentication' }, said('enterKey')));
  const body = text ? [listing(json || text, json), copyButton('copy', () => json || text)] : [h('p.hint', {}, said('bare'))];
  return [line, needsKey || '', h('div.card', {}, body)];
}

function pretty(text) {
  try { return written(JSON.parse(text)); } catch { return undefined; }
}

// ---- Introduction, authentication, problems -------------------------------------------------------------------------

function introSection() {
  return h('section.intro', { id: 'intro', 'aria-labelledby': 'intro-title' },
    h('h1', { id: 'intro-title', lang: 'en' }, api.info?.title ?? 'API'),
    markdown(api.info?.description, 2));
}

function authenticationSection() {
  const schemes = Object.values(api.components?.securitySchemes ?? {}).map(follow);
  return h('section.intro', { id: 'authentication', 'aria-labelledby': 'authentication-title' },
    h('h2', { id: 'authentication-title' }, said('authentication')),
    h('p', {}, said('keyGoes')),
    listing('Authorization: Bearer <key>'),
    schemes.map(({ description }) => description && markdown(description, 3)),
    keyField());
}

function keyField() {
  // Masked by style: to a password field browsers offer a login to be remembered.
  const input = h('input.masked', { id: 'key', value: recall('sessionStorage', KEY), autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'key-hint' });
  const hint = h('p.hint', { id: 'key-hint' }, said('keyHint'));
  const show = h('button.quiet', { type: 'button', 'data-word': 'show', 'aria-controls': 'key' });
  show.addEventListener('click', () => {
    show.dataset.word = input.classList.toggle('masked') ? 'show' : 'hide';
    speak(show);
  });
  input.addEventListener('input', () => keep('sessionStorage', KEY, input.value.trim()));
  input.addEventListener('change', () => input.value && announce('keyKept'));
  const forget = h('button.quiet', { type: 'button', onclick: () => { input.value = ''; keep('sessionStorage', KEY, ''); } }, said('forget'));
  return h('div.row.key', {}, h('label', { for: 'key' }, said('key')), h('div.line', {}, input, show, forget), hint);
}

/** Every problem the document tells of: listed by itself, or else met in the examples of answers. */
function problems() {
  if (Array.isArray(api['x-problems'])) return api['x-problems'];
  const byType = new Map();
  for (const { responses } of operations()) {
    for (const response of Object.values(responses ?? {}).map(follow)) {
      const media = response.content?.[PROBLEM];
      for (const { value, description } of media ? examplesOf(media) : []) {
        if (value?.type && !byType.has(value.type)) byType.set(value.type, { ...value, meaning: description ?? value.detail });
      }
    }
  }
  return [...byType.values()].sort((a, b) => a.status - b.status);
}

function problemsSection() {
  const all = problems();
  if (!all.length) return undefined;
  const row = ({ type, status, title, meaning }) => h('li', { id: `problem-${type.split('/').at(-1)}` },
    h('div.term', {}, h(`span.code.s${String(status)[0]}`, {}, status), ' ', h('code.field', { lang: 'en' }, type)),
    h('div.about', {}, h('p', { lang: 'en' }, h('strong', {}, title)), meaning && markdown(meaning)));
  return h('section.intro', { id: 'problems', 'aria-labelledby': 'problems-title' },
    h('h2', { id: 'problems-title' }, said('problems')), h('p', {}, said('problemsIntro')), h('ul.fields.problems', {}, all.map(row)));
}

// ---- Navigation -----------------------------------------------------------------------------------------------------

const entry = (id, content) => h('li', {}, h('a', { href: `#${id}` }, content));

function navigationOf(all) {
  const call = (operation) => {
    const item = entry(operation.id, [method(operation.method), h('span.name', { lang: 'en' }, operation.path.replace(/^\/v\d+(?=\/)/, ''))]);
    item.dataset.words = [operation.method, operation.path, operation.summary, operation.id, operation.tag].join(' ').toLowerCase();
    item.firstChild.title = operation.summary ?? '';
    return item;
  };
  const group = ({ name, calls }) => h('section.group', {},
    h('h2', { lang: 'en' }, h('a', { href: `#${chapterId(name)}` }, name)), h('ul', {}, calls.map(call)));
  const about = h('ul.about', {}, entry('intro', said('intro')), entry('authentication', said('authentication')), problems().length > 0 && entry('problems', said('problems')));
  return [about, all.map(group)];
}

const chapterId = (name) => `chapter-${name.toLowerCase().replace(/\W+/g, '-')}`;

function chapterSection({ name, about, calls }) {
  const id = chapterId(name);
  return h('section.chapter', { 'aria-labelledby': id },
    h('div.opening', {}, h('h2', { id, lang: 'en' }, name), about && markdown(about)), calls.map(callSection));
}

function startFilter() {
  const filter = document.getElementById('filter');
  filter.addEventListener('input', () => narrow(filter.value.toLowerCase().split(/\s+/).filter(Boolean)));
  filter.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') document.querySelector('#list li[data-words]:not([hidden]) a')?.click();
    if (event.key === 'Escape' && filter.value) {
      event.stopPropagation();
      filter.value = '';
      narrow([]);
    }
  });
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, textarea, select');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    openMenu(true);
    filter.focus();
  });
}

/** Leaves in the navigation the calls that have every word. */
function narrow(words) {
  let n = 0;
  for (const item of document.querySelectorAll('#list li[data-words]')) {
    item.hidden = !words.every((part) => item.dataset.words.includes(part));
    n += item.hidden ? 0 : 1;
  }
  for (const group of document.querySelectorAll('#list .group')) group.hidden = !group.querySelector('li:not([hidden])');
  document.querySelector('#list .about').hidden = words.length > 0;
  const found = words.length ? [said(n ? 'found' : 'noneFound', { n })] : [];
  document.getElementById('found').replaceChildren(...found);
}

/** On a narrow screen the navigation is a menu. */
function openMenu(open) {
  document.getElementById('menu').setAttribute('aria-expanded', String(open));
  document.body.classList.toggle('menu-open', open);
}

function startMenu() {
  const menu = document.getElementById('menu');
  const isOpen = () => menu.getAttribute('aria-expanded') === 'true';
  menu.addEventListener('click', () => openMenu(!isOpen()));
  document.getElementById('list').addEventListener('click', (event) => event.target.closest('a') && openMenu(false));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isOpen()) return;
    openMenu(false);
    menu.focus();
  });
}

/** Marks in the navigation what is being read: the first section that reaches into the upper part of the window. */
function watchSections() {
  const sections = [...document.querySelectorAll('section.intro, section.call')];
  const visible = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) visible[isIntersecting ? 'add' : 'delete'](target);
    const current = sections.find((section) => visible.has(section));
    if (current) mark(current.id);
  }, { rootMargin: '-72px 0px -65% 0px' });
  sections.forEach((section) => observer.observe(section));
}

function mark(id) {
  const link = document.querySelector(`#list a[href="#${CSS.escape(id)}"]`);
  if (!link || link.getAttribute('aria-current')) return;
  document.querySelector('#list [aria-current]')?.removeAttribute('aria-current');
  link.setAttribute('aria-current', 'location');
  // Not `scrollIntoView`: it would move the page as well.
  const pane = document.getElementById('navigation');
  const [top, bottom] = [link.offsetTop, link.offsetTop + link.offsetHeight];
  if (top < pane.scrollTop + 80 || bottom > pane.scrollTop + pane.clientHeight) pane.scrollTop = top - pane.clientHeight / 3;
}

// ---- Start ----------------------------------------------------------------------------------------------------------

/** The document, or why there is none: a word and its values. */
async function load() {
  const address = DOCUMENT;
  const response = await fetch(address).catch(() => undefined);
  if (!response) return { why: 'unreachable', address };
  if (!response.ok) return { why: 'refused', address, status: response.status };
  const found = await response.json().catch(() => undefined);
  if (!found?.openapi) return { why: 'unreadable', address };
  return Object.keys(found.paths ?? {}).length ? { found } : { why: 'empty', address };
}

function tellFailure({ why, ...values }) {
  const retry = h('button.primary', { type: 'button', onclick: draw }, said('again'));
  document.getElementById('content').replaceChildren(h('section.intro.failure', { role: 'alert' },
    h('h1', {}, said('failed')), h('p', {}, said(why, values)), retry));
}

async function draw() {
  const { found, ...failure } = await load();
  if (!found) return tellFailure(failure);
  api = found;
  document.title = `${api.info?.title ?? 'API'} · API`;
  document.getElementById('brand').textContent = `${api.info?.title ?? ''} API`.trim();
  document.getElementById('version').textContent = api.info?.version ?? '';
  const all = chapters();
  document.getElementById('list').replaceChildren(...navigationOf(all).flat());
  const parts = [introSection(), authenticationSection(), ...all.map(chapterSection), problemsSection()];
  document.getElementById('content').replaceChildren(...parts.filter(Boolean));
  watchSections();
  // The browser looked for the section before it was there.
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

startSettings();
startMenu();
startFilter();
draw();
