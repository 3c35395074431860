import { distinct, el, groupBy, replace } from './dom.js';
import { choice, facts, section } from './section.js';
import { words } from './signs.js';

// The sign, tone and rank of an outcome. The rank decides if a cell has several outcomes.
const OUTCOMES = {
    Reached: ['\u2713', 'good'],
    Seen: ['\u2713', 'good'],
    Accepted: ['\u2713', 'good'],
    Refused: ['\u2298', 'open'],
    Unallocated: ['\u2298', 'open'],
    Silent: ['\u2717', 'bad'],
    NotSeen: ['\u2717', 'bad'],
    Failed: ['?', 'quiet'],
};

/** Probes as a heat map of reached receivers. A colour doesn't say whether they should be reached; the matrix does. */
export function probes(data) {
    if (data.probes.length === 0) return null;
    const checks = distinct(data.probes.map(probe => probe.Check));
    const body = el('div');
    const draw = check => replace(body, (check ? [check] : checks).map(name => heatMap(name, data.probes.filter(probe => probe.Check === name))));
    draw('');
    const note = 'Packets that NetAudit sent, from rows to columns. Choose a cell for each packet and its answer.';
    return section('probes', 'Probes', note, checks.length > 1 && el('div', { class: 'filters' }, choice('Check', checks, draw, words)), body);
}

function heatMap(check, probes) {
    const from = distinct(probes.map(sender));
    const to = distinct(probes.map(probe => probe.To));
    const cells = groupBy(probes, probe => JSON.stringify([sender(probe), probe.To]));
    const details = el('div', { class: 'answer-details', role: 'status' });
    const head = el('tr', {}, el('th', { scope: 'col' }, 'From'), to.map(name => el('th', { scope: 'col', class: 'turned', title: name }, el('span', {}, name || 'itself'))));
    const line = name =>
        el('tr', {}, el('th', { scope: 'row', title: name }, name), to.map(target => {
            const own = cells.get(JSON.stringify([name, target]));
            return el('td', {}, own && heatCell(own, `${name} to ${target}`, () => replace(details, answers(own))));
        }));
    return el(
        'div',
        { class: 'heat-map' },
        el('h3', {}, words(check)),
        el('div', { class: 'table-holder', tabindex: '0', role: 'region', 'aria-label': words(check) }, el('table', { class: 'heat' }, el('thead', {}, head), el('tbody', {}, from.map(line)))),
        details,
    );
}

function sender(probe) {
    return `${probe.Host}: ${probe.From}`;
}

function heatCell(probes, label, onClick) {
    const good = probes.filter(probe => toneOf(probe) === 'good').length;
    const tone = good === probes.length ? 'good' : good > 0 ? 'open' : toneOf(probes[0]);
    const text = probes.length === 1 ? signOf(probes[0]) : `${good}/${probes.length}`;
    return el('button', { type: 'button', class: `heat-cell ${tone}`, 'aria-label': `${text} answered: ${label}`, onClick }, text);
}

function answers(probes) {
    return probes.map(probe => [
        el('h4', {}, el('span', { 'aria-hidden': 'true' }, signOf(probe)), ' ', probe.Sent),
        facts([
            ['From', sender(probe)],
            ['To', probe.To],
            ['Network', probe.Network],
            ['Answer', probe.Answer],
            ['Outcome', words(probe.Outcome)],
            ['Value', probe.Value],
            ['Took', `${Math.round(probe.Milliseconds * 10) / 10} ms`],
        ]),
    ]);
}

function toneOf(probe) {
    return (OUTCOMES[probe.Outcome] ?? OUTCOMES.Failed)[1];
}

function signOf(probe) {
    return (OUTCOMES[probe.Outcome] ?? OUTCOMES.Failed)[0];
}
