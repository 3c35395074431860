import { distinct, el, groupBy, replace } from './dom.js';
import { choice, search, section } from './section.js';
import { words } from './signs.js';

const SIGNS = { Added: ['+', 'good'], Appeared: ['+', 'good'], Removed: ['\u2212', 'bad'], Went: ['\u2212', 'bad'], Changed: ['\u2260', 'open'] };
const FIRST = 200;

/** The differences between two snapshots, with their values before and after. */
export function drift(data) {
    if (data.drift.length === 0) return null;
    const chosen = { change: '', area: '', text: '' };
    const body = el('div');
    const draw = (most = FIRST) => {
        const shown = data.drift.filter(
            row =>
                (!chosen.change || row.Change === chosen.change) &&
                (!chosen.area || row.Area === chosen.area) &&
                (!chosen.text || [row.Subject, row.From, row.To].join('\n').toLowerCase().includes(chosen.text)),
        );
        const rest = shown.length > most && el('button', { type: 'button', onClick: () => draw(shown.length) }, `Show all ${shown.length}`);
        replace(body, [...groupBy(shown.slice(0, most), row => `${row.ReferenceHost} to ${row.DifferenceHost}`)].map(([pair, rows]) => table(pair, rows)), rest);
    };
    const set = name => value => {
        chosen[name] = value;
        draw();
    };
    draw();
    return section(
        'drift',
        'Drift',
        'What differs between two snapshots, before and after.',
        el('div', { class: 'filters' }, choice('Change', distinct(data.drift.map(row => row.Change)), set('change'), words), choice('Area', distinct(data.drift.map(row => row.Area)), set('area')), search('Text', set('text'))),
        body,
    );
}

function table(pair, rows) {
    const head = ['Change', 'Area', 'Subject', 'Before', 'After'].map(name => el('th', { scope: 'col' }, name));
    const line = row => {
        const [sign, tone] = SIGNS[row.Change] ?? ['?', 'quiet'];
        const change = el('span', { class: `badge ${tone}` }, el('span', { class: 'sign', 'aria-hidden': 'true' }, sign), words(row.Change));
        const cells = [change, row.Area, row.Subject, row.From ?? '', row.To ?? ''];
        return el('tr', {}, cells.map((cell, at) => el('td', { 'data-label': ['Change', 'Area', 'Subject', 'Before', 'After'][at] }, cell)));
    };
    const holder = el('div', { class: 'table-holder', tabindex: '0', role: 'region', 'aria-label': pair }, el('table', { class: 'rows' }, el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows.map(line))));
    return [el('h3', {}, pair), holder];
}
