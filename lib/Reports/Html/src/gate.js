import { el } from './dom.js';
import { section } from './section.js';
import { words } from './signs.js';

const SIGNS = { Passed: ['\u2713', 'good'], Failed: ['\u2717', 'bad'], CouldNotAudit: ['?', 'bad'], Warned: ['!', 'open'], Waived: ['\u25cb', 'quiet'] };
const FIRST = ['Failed', 'CouldNotAudit', 'Warned', 'Waived', 'Inconclusive', 'Passed'];

/** The checks of an expectation file. */
export function gate(data) {
    if (data.checks.length === 0) return null;
    const checks = [...data.checks].sort((one, other) => FIRST.indexOf(one.Outcome) - FIRST.indexOf(other.Outcome));
    const line = check => {
        const [sign, tone] = SIGNS[check.Outcome] ?? ['?', 'quiet'];
        const why = (check.Findings ?? []).map(finding => finding.Message).join('; ') || check.Reason || 'as expected';
        return el('li', {}, el('span', { class: `badge ${tone}` }, el('span', { class: 'sign', 'aria-hidden': 'true' }, sign), words(check.Outcome)), ' ', el('strong', {}, `${check.Host} ${check.Name}`), ' ', why);
    };
    return section('gate', 'Expectations', null, el('ul', { class: 'checks' }, checks.slice(0, 500).map(line)));
}
