import './report.css';
import { hosts, read } from './data.js';
import { cut, el } from './dom.js';
import { drift } from './drift.js';
import { findings } from './findings.js';
import { gate } from './gate.js';
import { matrix } from './matrix.js';
import { paths } from './paths.js';
import { picture } from './picture/picture.js';
import { probes } from './probes.js';
import { summary } from './summary.js';

const data = read();
const names = hosts(data);
document.title = `NetAudit: ${cut(names.slice(0, 3).join(', '), 60) || 'report'}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;

// The first part is drawn alone. The rest follows once that part is on the screen.
const main = el('main', {}, summary(data), gate(data), findings(data));
const root = document.getElementById('report');
root.append(header(), main);
requestAnimationFrame(() => setTimeout(showRest));

function showRest() {
    const parts = [picture, matrix, probes, paths, drift];
    for (const part of parts) main.append(...[part(data)].filter(Boolean));
    const links = [...main.querySelectorAll('section')].map(section => el('li', {}, el('a', { href: `#${section.id}` }, section.querySelector('h2').textContent)));
    document.querySelector('nav ul').append(...links);
    document.documentElement.dataset.ready = 'yes';
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

function header() {
    const newest = [...data.rows, ...data.findings].map(row => row.CollectedAt).filter(Boolean).sort().at(-1);
    const when = newest ?? data.topology?.Nodes.find(node => node.Kind === 'Host')?.Facts.find(fact => fact.Name === 'Collected')?.Value;
    return el(
        'header',
        {},
        el('h1', {}, 'NetAudit'),
        el('p', { class: 'when' }, when && `collected ${String(when).replace('T', ' ').replace(/\.\d+/, '')}`),
        el('nav', { 'aria-label': 'Parts of the report' }, el('ul')),
        el('button', { type: 'button', class: 'theme', onClick: switchTheme }, 'Dark or light'),
    );
}

function switchTheme() {
    const style = document.documentElement.dataset;
    const isDark = style.theme ? style.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    style.theme = isDark ? 'light' : 'dark';
}

// Details are opened for printing, as nothing can be opened on paper.
const opened = new Set();
addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details:not([open])')) {
        opened.add(details);
        details.open = true;
    }
});
addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
    opened.clear();
});
