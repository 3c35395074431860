import { hosts } from './data.js';
import { distinct, el, groupBy, replace } from './dom.js';
import { choice, evidence, facts, search, section } from './section.js';
import { STATUSES, status, words } from './signs.js';

const FIRST_EDITION = 'blog-2015';
const TODAY = 'current';

// A cell of several hosts shows the worst status.
const WORST = ['Mismatch', 'Inconclusive', 'Outdated', 'Match', 'NotInUse', 'NotApplicable'];

/** Aspects by solutions: the documentation of 2015 and of today, compared with the observations. */
export function matrix(data) {
    if (data.rows.length === 0) return null;
    const rows = joined(data.rows);
    const chosen = { host: '', solution: '', status: '', text: '' };
    const solutions = distinct(rows.map(row => row.Solution));
    const body = el('div', { class: 'table-holder', tabindex: '0', role: 'region', 'aria-label': 'Matrix of aspects and solutions' });
    const note = el('p', { class: 'note', role: 'status' });
    const draw = () => {
        const shown = rows.filter(row => isChosen(row, chosen));
        note.textContent = shown.length === rows.length ? '' : `${shown.length} of ${rows.length} answers shown`;
        replace(body, shown.length > 0 ? table(data, shown, solutions.filter(name => shown.some(row => row.Solution === name))) : null);
    };
    const set = name => value => {
        chosen[name] = value;
        draw();
    };
    draw();
    return section(
        'matrix',
        'Documented and observed',
        'Each cell has two answers: against the documentation of November 2015, and against today\u2019s. Choose a cell for the evidence.',
        el(
            'div',
            { class: 'filters' },
            choice('Host', hosts(data), set('host')),
            choice('Solution', solutions, set('solution')),
            choice('Status', STATUSES.filter(name => rows.some(row => row.then === name || row.today === name)), set('status'), words),
            search('Text', set('text')),
        ),
        note,
        body,
    );
}

/** One answer per host, solution and aspect, whichever editions its rows are of. */
function joined(rows) {
    const groups = groupBy(rows, row => JSON.stringify([row.Host, row.Solution, row.Aspect]));
    return [...groups.values()].map(same => {
        const first = same.find(row => row.Edition === FIRST_EDITION);
        const today = same.find(row => row.Edition === TODAY);
        const base = first ?? today ?? same[0];
        return { ...base, then: first?.Status, today: today?.Status ?? (base.Today || undefined), other: first || today ? undefined : base.Status };
    });
}

function isChosen(row, chosen) {
    const text = [row.Aspect, row.Documented, row.Observed, row.Reason, ...(row.Evidence ?? [])].join('\n').toLowerCase();
    return (
        (!chosen.host || row.Host === chosen.host) &&
        (!chosen.solution || row.Solution === chosen.solution) &&
        (!chosen.status || row.then === chosen.status || row.today === chosen.status) &&
        (!chosen.text || text.includes(chosen.text))
    );
}

function table(data, rows, solutions) {
    const head = el('tr', {}, el('th', { scope: 'col' }, 'Aspect'), solutions.map(name => el('th', { scope: 'col' }, name)));
    const known = distinct([...data.aspects.map(aspect => aspect.Id), ...rows.map(row => row.Aspect)]);
    const aspects = known.filter(id => rows.some(row => row.Aspect === id));
    return el('table', { class: solutions.length === 1 ? 'matrix few' : 'matrix' }, el('thead', {}, head), el('tbody', {}, aspects.map(id => line(data, rows, solutions, id))));
}

function line(data, rows, solutions, id) {
    const aspect = data.aspects.find(one => one.Id === id);
    const details = el('tr', { class: 'details', hidden: true }, el('td', { colspan: String(solutions.length + 1) }));
    let opened = null;
    const open = (button, own, cell) => {
        opened?.setAttribute('aria-expanded', 'false');
        const isOpen = opened !== button;
        opened = isOpen ? button : null;
        details.hidden = !isOpen;
        button.setAttribute('aria-expanded', String(isOpen));
        if (isOpen) replace(details.firstChild, answers(own, cell));
    };
    const cells = solutions.map(solution => {
        const own = rows.filter(row => row.Aspect === id && row.Solution === solution);
        return el('td', { 'data-label': solution }, own.length > 0 && cellButton(own, aspect?.Cells.find(cell => cell.Solution === solution), open));
    });
    const title = el('th', { scope: 'row', title: aspect?.Meaning }, aspect?.Title ?? id);
    return [el('tr', {}, title, cells), details];
}

function cellButton(rows, cell, open) {
    const observed = distinct(rows.map(row => row.Observed));
    const button = el(
        'button',
        { type: 'button', class: 'cell', 'aria-expanded': 'false', onClick: () => open(button, rows, cell) },
        answer('2015', worstOf(rows.map(row => row.then)), cell?.Then),
        answer('Today', worstOf(rows.map(row => row.today)), cell?.Today),
        rows.some(row => row.other) && answer(rows[0].Edition, worstOf(rows.map(row => row.other)), rows[0].Documented),
        el('span', { class: 'observed' }, observedLines(rows, observed)),
    );
    return button;
}

function observedLines(rows, observed) {
    if (observed.length === 1) return observed[0] || 'not seen';
    const line = text => el('span', { class: 'of-host' }, `${rows.filter(row => row.Observed === text).map(row => row.Host).join(', ')}: ${text || 'not seen'}`);
    return observed.length <= 3 ? observed.map(line) : `${observed.length} different answers on ${rows.length} hosts`;
}

function answer(label, state, documented) {
    return state && el('span', { class: 'answer' }, el('span', { class: 'year' }, label), status(state), el('span', { class: 'documented' }, documented ?? ''));
}

function worstOf(states) {
    return WORST.find(state => states.includes(state));
}

function answers(rows, cell) {
    const same = [...groupBy(rows, row => JSON.stringify([row.Observed, row.then, row.today, row.Reason])).values()];
    return same.map(group =>
        el(
            'div',
            { class: 'answer-details' },
            el('h3', {}, group.map(row => row.Host).join(', ')),
            facts([
                ['Observed', group[0].Observed || 'not seen'],
                ['Documented in 2015', cell?.Then && [cell.Then, ' ', group[0].then && status(group[0].then)]],
                ['Documented today', cell?.Today && [cell.Today, ' ', group[0].today && status(group[0].today)]],
                ['Changed', cell?.Since && `in ${cell.Since}`],
                ['Basis', group[0].Basis],
                ['Reason', group[0].Reason],
                ['Recommendation', group[0].Recommendation],
            ]),
            evidence(group.flatMap(row => row.Evidence ?? []).slice(0, 60)),
        ),
    );
}
