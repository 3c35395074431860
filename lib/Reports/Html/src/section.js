import { el } from './dom.js';

/** A part of the report, with its heading. */
export function section(id, title, note, ...children) {
    return el(
        'section',
        { id, 'aria-labelledby': `${id}-title` },
        el('h2', { id: `${id}-title` }, title),
        note && el('p', { class: 'note' }, note),
        children,
    );
}

/** A choice of one of several values, or of all. */
export function choice(label, values, onChange, name = value => value) {
    const select = el('select', { onChange: () => onChange(select.value) }, el('option', { value: '' }, 'All'));
    select.append(...values.map(value => el('option', { value }, name(value))));
    return el('label', { class: 'field' }, el('span', {}, label), select);
}

/** A field to search in. */
export function search(label, onInput) {
    const input = el('input', { type: 'search', onInput: () => onInput(input.value.trim().toLowerCase()) });
    return el('label', { class: 'field' }, el('span', {}, label), input);
}

/** Lines of evidence. */
export function evidence(lines) {
    return lines.length > 0 && el('ul', { class: 'evidence' }, lines.map(line => el('li', {}, el('code', {}, line))));
}

/** Names and values. */
export function facts(pairs) {
    const shown = pairs.filter(([, value]) => value != null && value !== '' && value !== false);
    return el('dl', { class: 'facts' }, shown.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}
