import { count, distinct, el, replace } from '../dom.js';
import { facts } from '../section.js';
import { severity, words } from '../signs.js';
import { findPath, neighbours } from './graph.js';

const MOST = 30;

/** The details of a node: facts, findings, its parts, and the path to another container. */
export function nodeDetails(graph, node, onPath) {
    const parts = graph.childrenOf(node.Id).filter(part => part.Kind === 'Vnic' || node.Kind === 'Namespace');
    return [
        el('h3', {}, node.Name),
        el('p', { class: 'note' }, [words(node.Kind), node.Host && node.Kind !== 'Host' && `on ${node.Host}`].filter(Boolean).join(' ')),
        node.Findings.map(finding),
        nodeFacts(graph, node),
        node.Kind === 'Container' && pathChooser(graph, node, onPath),
        parts.slice(0, MOST).map(part => [el('h4', {}, part.Name), nodeFacts(graph, part), part.Findings.map(finding)]),
        parts.length > MOST && el('p', { class: 'note' }, `and ${parts.length - MOST} more`),
    ];
}

/** The details of a wire or another edge. */
export function edgeDetails(graph, edge) {
    const name = id => {
        const node = graph.nodes.get(id);
        return node.Kind === 'Host' || !node.Host ? node.Name : `${node.Name} on ${node.Host}`;
    };
    return [
        el('h3', {}, edge.Kind === 'Wire' ? `${edge.Carrier ?? edge.Solution}: between hosts` : words(edge.Kind)),
        edge.Findings.map(finding),
        facts([
            ['From', name(edge.From)],
            ['To', name(edge.To)],
            ['Solution', edge.Solution],
            ['Carrier', edge.Carrier],
            ['Networks', edge.Networks.join(', ')],
            ['Encryption', edge.Kind === 'Wire' ? (edge.Encryption ?? 'not seen') : null],
            ['State', words(edge.State)],
            ['Relayed by', edge.RelayedBy],
            ['Via', edge.Via.join(', ')],
            ['Basis', edge.Basis],
        ]),
    ];
}

/** The devices that packets pass between two containers, in order. */
export function pathDetails(graph, from, to, path) {
    if (!path) {
        return el('p', { class: 'verdict bad', role: 'status' }, `No path from ${from.Name} to ${to.Name} was seen.`);
    }
    const isCut = path.some(step => step.edge != null && graph.edges[step.edge].State === 'Cut');
    const steps = path.flatMap(step => [step.edge != null && edgeStep(graph.edges[step.edge]), nodeStep(graph, graph.nodes.get(step.node))]);
    return el(
        'div',
        { class: 'path', role: 'status' },
        el('p', { class: isCut ? 'verdict bad' : 'verdict good' }, `${from.Name} to ${to.Name}: ${isCut ? 'cut' : count(path.length, 'device')}`),
        el('ol', {}, el('li', {}, from.Name), steps, el('li', {}, to.Name)),
    );
}

function edgeStep(edge) {
    if (edge.Kind !== 'Wire') return edge.Via.map(link => el('li', {}, link));
    const text = [edge.Carrier, edge.Encryption && edge.Encryption !== 'No' && edge.Encryption, edge.RelayedBy && `relayed by ${edge.RelayedBy}`, edge.State === 'Cut' && 'cut'];
    return el('li', { class: edge.State === 'Cut' ? 'step-wire bad' : 'step-wire' }, text.filter(Boolean).join(', ') || 'to the other host');
}

function nodeStep(graph, node) {
    const where = graph.nodes.get(node.Parent);
    const inside = where && where.Kind !== 'Host' ? ` in ${where.Name}` : node.Kind === 'Host' ? '' : ` on ${node.Host}`;
    return el('li', {}, node.Kind === 'Host' ? `routing by ${node.Name}` : `${node.Name}${inside}`, node.Mtu && el('span', { class: 'mtu' }, ` MTU ${node.Mtu}`));
}

function pathChooser(graph, node, onPath) {
    const others = neighbours(graph, node.Id).sort((one, other) => `${one.Host}/${one.Name}`.localeCompare(`${other.Host}/${other.Name}`));
    if (others.length === 0) return null;
    const result = el('div');
    const select = el('select', {}, el('option', { value: '' }, 'Choose a container'));
    for (const host of distinct(others.map(other => other.Host))) {
        const own = others.filter(other => other.Host === host).slice(0, 500);
        select.append(el('optgroup', { label: host }, own.map(other => el('option', { value: other.Id }, other.Name))));
    }
    select.addEventListener('change', () => {
        const to = graph.nodes.get(select.value);
        const path = to && findPath(graph, node.Id, to.Id);
        replace(result, to && pathDetails(graph, node, to, path));
        onPath(to && path ? { from: node, to, path } : null);
    });
    return el('div', { class: 'path-to' }, el('label', { class: 'field' }, el('span', {}, 'Path to'), select), result);
}

function nodeFacts(graph, node) {
    return facts([
        ['Addresses', node.Addresses.join(', ')],
        ['MTU', node.Mtu],
        ['Network', node.Network && graph.nodes.get(node.Network)?.Name],
        ['Service', node.Group],
        ['Solution', node.Kind === 'Host' ? null : node.Solution],
        ...node.Facts.slice(0, MOST).map(fact => [fact.Name, fact.Value]),
        ['Basis', node.Basis],
    ]);
}

function finding(one) {
    return el('p', { class: `about ${one.Severity.toLowerCase()}` }, severity(one.Severity), ' ', el('strong', {}, one.Rule), ' ', one.Message);
}
