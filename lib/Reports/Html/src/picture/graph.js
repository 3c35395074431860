import { groupBy } from '../dom.js';

/** The topology with the indexes by which its parts find each other. */
export function graphOf(topology) {
    const nodes = new Map(topology.Nodes.map(node => [node.Id, node]));
    const children = groupBy(topology.Nodes.filter(node => node.Parent), node => node.Parent);
    const edgesOf = new Map();
    topology.Edges.forEach((edge, at) => {
        for (const end of [edge.From, edge.To]) {
            if (!edgesOf.has(end)) edgesOf.set(end, []);
            edgesOf.get(end).push(at);
        }
    });
    return {
        nodes,
        edges: topology.Edges,
        childrenOf: id => children.get(id) ?? [],
        edgesOf: id => edgesOf.get(id) ?? [],
        hosts: topology.Nodes.filter(node => node.Kind === 'Host'),
        remotes: topology.Nodes.filter(node => node.Kind === 'RemoteHost'),
    };
}

/** The other end of an edge. */
export function otherEnd(edge, id) {
    return edge.From === id ? edge.To : edge.From;
}

/** All parts of a container, network or link, and the nodes that join them to other hosts. */
export function surroundings(graph, id) {
    const start = [id, ...graph.childrenOf(id).map(node => node.Id)];
    const domains = new Set(start.map(one => graph.nodes.get(one).Domain).filter(Boolean));
    const seen = new Set(start);
    const edges = new Set();
    const queue = start.map(one => [one, true]);
    while (queue.length > 0) {
        const [at, isStart] = queue.shift();
        for (const index of graph.edgesOf(at)) {
            const edge = graph.edges[index];
            const far = graph.nodes.get(otherEnd(edge, at));
            // Leads away from the start, and not back to all others on the same bridge.
            const isAway = rank(far) > rank(graph.nodes.get(at)) || isStart;
            const isOwn = !far.Domain || domains.size === 0 || domains.has(far.Domain);
            if (!isAway || !isOwn || (edge.Kind === 'Route' && !edge.Solution && !isStart)) continue;
            edges.add(index);
            if (!seen.has(far.Id)) {
                seen.add(far.Id);
                if (edge.Kind !== 'Wire') queue.push([far.Id, false]);
            }
        }
    }
    return { nodes: seen, edges };
}

/** The shortest path of packets between two containers: ids of nodes and edges, in order; null if there is none. */
export function findPath(graph, from, to) {
    let best = null;
    const ends = graph.childrenOf(to).filter(node => node.Kind === 'Vnic' && node.Domain);
    for (const vnic of graph.childrenOf(from).filter(node => node.Kind === 'Vnic' && node.Domain)) {
        for (const end of ends.filter(node => node.Domain === vnic.Domain)) {
            const path = shortest(graph, vnic.Id, end.Id, vnic.Domain);
            if (path && (!best || path.length < best.length)) best = path;
        }
    }
    return best;
}

/** Containers that a container shares a network with, whether they reach each other or not. */
export function neighbours(graph, id) {
    const domains = new Set(graph.childrenOf(id).map(node => node.Domain).filter(Boolean));
    const found = new Map();
    for (const node of graph.nodes.values()) {
        const container = node.Kind === 'Vnic' && domains.has(node.Domain) && graph.nodes.get(node.Parent);
        if (container && container.Kind === 'Container' && container.Id !== id) found.set(container.Id, container);
    }
    return [...found.values()];
}

const RANKS = { Container: 0, Namespace: 2, Vnic: 1, Bridge: 2, Network: 2, Tunnel: 3, Host: 3, Link: 4, RemoteHost: 5 };

function rank(node) {
    return RANKS[node.Kind] ?? 2;
}

function shortest(graph, from, to, domain) {
    const cameBy = new Map([[from, null]]);
    const queue = [from];
    while (queue.length > 0 && !cameBy.has(to)) {
        const at = queue.shift();
        for (const index of graph.edgesOf(at)) {
            const edge = graph.edges[index];
            const far = graph.nodes.get(otherEnd(edge, at));
            const mayPass = far.Domain ? far.Domain === domain : far.Kind === 'Link' || far.Kind === 'Host' || far.Kind === 'RemoteHost';
            if (!cameBy.has(far.Id) && mayPass && edge.Kind !== 'Shares') {
                cameBy.set(far.Id, { node: at, edge: index });
                queue.push(far.Id);
            }
        }
    }
    if (!cameBy.has(to)) return null;
    const steps = [];
    for (let at = to; at; at = cameBy.get(at)?.node) {
        steps.unshift({ node: at, edge: cameBy.get(at)?.edge });
    }
    return steps;
}
