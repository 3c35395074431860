import { distinct, el, svg } from '../dom.js';

const LOCK = 'M-4 -1h8v6h-8zM-2.5 -1v-2a2.5 2.5 0 0 1 5 0v2';

/** What colours and signs mean; of owners, those that are there. */
export function legend(graph) {
    const owners = distinct([...graph.nodes.values()].map(node => node.Solution).filter(Boolean)).sort();
    const swatch = (...children) => svg('svg', { width: 34, height: 16, viewBox: '0 0 34 16', 'aria-hidden': 'true' }, children);
    const line = kind => swatch(svg('path', { class: kind, d: 'M1 8H33' }));
    const entry = (sign, text) => el('li', {}, sign, el('span', {}, text));
    return el(
        'ul',
        { class: 'legend', 'aria-label': 'Legend' },
        owners.map(owner => entry(el('span', { class: 'swatch', 'data-owner': owner }), owner)),
        entry(el('span', { class: 'swatch' }), 'no solution\u2019s'),
        entry(line('wire standing'), 'between hosts'),
        entry(line('wire relayed'), 'relayed'),
        entry(line('wire declaredonly'), 'declared only'),
        entry(line('wire cut'), 'cut'),
        entry(swatch(svg('path', { class: 'lock', d: LOCK, transform: 'translate(16 7)' })), 'encrypted'),
    );
}
