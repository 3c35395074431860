import { hosts } from './data.js';
import { count, distinct, el, groupBy } from './dom.js';
import { SEVERITIES, severity, words } from './signs.js';

/** The report's first part: hosts, running solutions, the number of faults, and whether containers reach each other. */
export function summary(data) {
    const names = hosts(data);
    const nodes = data.topology?.Nodes ?? [];
    const containers = nodes.filter(node => node.Kind === 'Container').length;
    return el(
        'div',
        { class: 'summary' },
        el('p', { class: 'counts' }, [count(names.length, 'host'), nodes.length > 0 && count(containers, 'running container')].filter(Boolean).join(', ')),
        data.topology && verdict(data),
        el('ul', { class: 'tallies' }, tallies(data)),
        el('ul', { class: 'hosts' }, names.slice(0, 60).map(name => hostCard(data, name))),
        names.length > 60 && el('p', { class: 'note' }, `and ${names.length - 60} more`),
    );
}

function verdict(data) {
    const { topology } = data;
    const states = topology.Edges.filter(edge => edge.Kind === 'Wire').map(edge => edge.State);
    const hasNoAnswer = topology.ReachBasis === 'Probed' && data.probes.every(probe => probe.Outcome !== 'Reached');
    const tone = states.includes('Cut') || hasNoAnswer ? 'bad' : states.length > 0 && states.some(state => state !== 'DeclaredOnly') ? 'good' : 'quiet';
    const sign = { bad: '\u2717', good: '\u2713', quiet: '\u2013' }[tone];
    return el(
        'p',
        { class: `verdict ${tone}` },
        el('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
        el('span', {}, topology.Reach, ' ', el('span', { class: 'basis' }, `Basis: ${topology.ReachBasis}`)),
    );
}

function tallies(data) {
    const bySeverity = groupBy(data.findings, finding => finding.Severity);
    const found = SEVERITIES.map(name =>
        el('li', {}, el('a', { href: '#findings' }, severity(name), el('strong', {}, String(bySeverity.get(name)?.length ?? 0)))),
    );
    const mismatches = data.rows.filter(row => row.Status === 'Mismatch').length;
    const matrix = data.rows.length > 0 && el('li', {}, el('a', { href: '#matrix' }, 'Mismatches with documentation ', el('strong', {}, String(mismatches))));
    const failed = data.checks.filter(check => check.Outcome === 'Failed').length;
    const gate = data.checks.length > 0 && el('li', {}, el('a', { href: '#gate' }, 'Failed checks ', el('strong', {}, String(failed))));
    return [found, matrix, gate];
}

function hostCard(data, name) {
    const host = data.topology?.Nodes.find(node => node.Kind === 'Host' && node.Name === name);
    const own = data.solutions.filter(solution => solution.Host === name).map(solution => [solution.Name, solution.Backend, solution.State]);
    const told = (host?.Facts ?? []).filter(fact => fact.Name === 'Solution').map(fact => fact.Value);
    const lines = own.length > 0 ? own.map(([id, backend, state]) => `${id}${backend ? ` (${backend})` : ''}: ${words(state)}`) : told;
    const errors = data.findings.filter(finding => finding.Severity === 'Error' && (finding.Hosts ?? [finding.Host]).includes(name)).length;
    return el(
        'li',
        { class: errors > 0 ? 'host bad' : 'host' },
        el('strong', {}, name),
        el('span', {}, lines.length > 0 ? distinct(lines).join('; ') : 'no multi-host network'),
        errors > 0 && el('span', { class: 'errors' }, count(errors, 'error')),
    );
}
