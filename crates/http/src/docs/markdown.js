// Markdown as the document uses it: paragraphs, headings, lists, tables, code, links.

import { code, h } from './element.js';
import { listing } from './listing.js';

const BLOCK = /^(```|#{1,4} |\||\s*(?:[-*]|\d+\.) )/;
const INLINE = /(`+)(.+?)\1|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:\/\/[^>\s]+)>/g;
const SAFE_LINK = /^(https?:|mailto:|\/|#)/;

/** A text of the document, with headings from `level` down. */
export function markdown(text, level = 4) {
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
        else
            made.push(
                h('p', inline([rest.shift(), ...takeWhile(rest, (row) => row.trim() && !BLOCK.test(row))].join(' '))),
            );
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
    return h(`h${Math.min(level, 6)}`, inline(line.replace(/^#+ /, '')));
}

function table(rows) {
    const cells = (row) =>
        row
            .replace(/^\||\|\s*$/g, '')
            .split(/(?<!\\)\|/)
            .map((cell) => inline(cell.trim().replaceAll('\\|', '|')));
    const [head, , ...body] = rows.map(cells);
    return h(
        'div.wide',
        { tabindex: 0 },
        h(
            'table',
            h(
                'thead',
                h(
                    'tr',
                    head.map((cell) => h('th', { scope: 'col' }, cell)),
                ),
            ),
            h(
                'tbody',
                body.map((row) =>
                    h(
                        'tr',
                        row.map((cell) => h('td', cell)),
                    ),
                ),
            ),
        ),
    );
}

function list(rest, level) {
    const ordered = /^\s*\d/.test(rest[0]);
    const items = [];
    for (const line of takeWhile(rest, (row) => /^\s/.test(row) || BLOCK.test(row))) {
        const start = /^(?:[-*]|\d+\.) +(.*)/.exec(line);
        if (start || !items.length) items.push([start?.[1] ?? line.trim()]);
        else items.at(-1).push(line.replace(/^ {2,4}/, ''));
    }
    const item = (lines) =>
        h('li', lines.some((line, at) => at && BLOCK.test(line)) ? blocks(lines, level) : inline(lines.join(' ')));
    return h(ordered ? 'ol' : 'ul', items.map(item));
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
    if (strong) return h('strong', inline(strong));
    const href = target ?? address;
    return SAFE_LINK.test(href) ? h('a', { href }, label ?? address) : whole;
}
