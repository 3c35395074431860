import { distinct, el, svg } from '../dom.js';
import { isEncrypted } from './wires.js';

const LOCK = 'M-4 -1h8v6h-8zM-2.5 -1v-2a2.5 2.5 0 0 1 5 0v2';

/** The meaning of colours and signs. Only owners in the picture are listed. */
export function legend(graph) {
    const owners = distinct([...graph.nodes.values()].map(node => node.Solution).filter(Boolean)).sort();
    const swatch = (...children) => svg('svg', { width: 34, height: 16, viewBox: '0 0 34 16', 'aria-hidden': 'true' }, children);
    const line = kind => swatch(svg('path', { class: kind, d: 'M1 8H33' }));
    const entry = (sign, text) => el('li', {}, sign, el('span', {}, text));
    const wires = graph.edges.filter(edge => edge.Kind === 'Wire');
    const states = { Standing: 'between hosts', Relayed: 'relayed', DeclaredOnly: 'declared only', Cut: 'cut' };
    const there = Object.keys(states).filter(state => wires.some(edge => edge.State === state));
    return el(
        'ul',
        { class: 'legend', 'aria-label': 'Legend' },
        owners.map(owner => entry(el('span', { class: 'swatch', 'data-owner': owner }), owner)),
        entry(el('span', { class: 'swatch' }), 'no solution\u2019s'),
        there.map(state => entry(line(`wire ${state.toLowerCase()}`), states[state])),
        wires.some(isEncrypted) && entry(swatch(svg('path', { class: 'lock', d: LOCK, transform: 'translate(16 7)' })), 'encrypted'),
    );
}
