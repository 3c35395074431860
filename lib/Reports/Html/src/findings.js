import { hosts } from './data.js';
import { el, groupBy, replace } from './dom.js';
import { choice, evidence, facts, search, section } from './section.js';
import { SEVERITIES, severity } from './signs.js';

const FIRST = 8;

/** Findings by severity. A finding that several hosts share appears once. */
export function findings(data) {
    const all = merged(data.findings);
    const list = el('div', { class: 'findings' });
    const chosen = { severity: '', host: '', text: '' };
    const status = el('p', { class: 'note', role: 'status' });
    const draw = (most = FIRST) => {
        const shown = all.filter(one => isChosen(one, chosen));
        status.textContent = shown.length === all.length ? '' : `${shown.length} of ${all.length} shown`;
        const rest = shown.length > most && el('button', { type: 'button', onClick: () => draw(shown.length) }, `Show all ${shown.length}`);
        replace(list, shown.slice(0, most).map(one => card(one, shown.length === 1)), rest);
    };
    const set = name => value => {
        chosen[name] = value;
        draw();
    };
    draw();
    const none = 'No finding: none of the rules that could look found anything wrong.';
    return section(
        'findings',
        'Findings',
        all.length === 0 ? none : 'Choose one for what repairs it, and for the evidence.',
        all.length > 1 &&
            el(
                'div',
                { class: 'filters' },
                choice('Severity', SEVERITIES.filter(name => all.some(one => one.Severity === name)), set('severity')),
                choice('Host', hosts(data), set('host')),
                search('Text', set('text')),
            ),
        status,
        list,
    );
}

function merged(findings) {
    const key = one => JSON.stringify([one.Severity, one.Rule, one.Subject, one.Message]);
    const groups = [...groupBy(findings, key).values()].map(same => ({
        ...same[0],
        Hosts: [...new Set(same.flatMap(one => one.Hosts ?? [one.Host]))],
    }));
    return groups.sort((one, other) => SEVERITIES.indexOf(one.Severity) - SEVERITIES.indexOf(other.Severity));
}

function isChosen(finding, chosen) {
    const text = [finding.Rule, finding.Subject, finding.Message, finding.Remediation, ...finding.Hosts, ...(finding.Evidence ?? [])];
    return (
        (!chosen.severity || finding.Severity === chosen.severity) &&
        (!chosen.host || finding.Hosts.includes(chosen.host)) &&
        (!chosen.text || text.join('\n').toLowerCase().includes(chosen.text))
    );
}

function card(finding, isOpen) {
    return el(
        'details',
        { class: `finding ${finding.Severity.toLowerCase()}`, open: isOpen },
        el(
            'summary',
            {},
            severity(finding.Severity),
            el('span', { class: 'message' }, finding.Message),
            el('span', { class: 'where' }, `${finding.Rule} \u00b7 ${finding.Hosts.join(', ')}`),
        ),
        facts([
            ['Repair', finding.Remediation],
            ['About', finding.Subject],
            ['Solution', finding.Solution],
            ['Basis', finding.Basis],
        ]),
        evidence(finding.Evidence ?? []),
    );
}
