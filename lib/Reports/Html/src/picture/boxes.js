import { count, cut, distinct, groupBy } from '../dom.js';
import { worst } from '../signs.js';

export const COLUMN = { container: 0, segment: 1, tunnel: 2, link: 3 };
const SMALL_HOST = 14;
const LEAST_TO_FOLD = 3;
const BALANCERS = 'load balancers';

/** The boxes that are folded at first: groups on hosts with many containers, and hosts if there are many. */
export function firstFolds(graph) {
    const containers = host => graph.childrenOf(host.Id).filter(node => node.Kind === 'Container').length;
    const all = graph.hosts.reduce((sum, host) => sum + containers(host), 0);
    const foldHosts = graph.hosts.length > 6 || (graph.hosts.length > 3 && all > 150);
    return { hosts: new Set(foldHosts ? graph.hosts.map(host => host.Id) : []), opened: new Set() };
}

/** The boxes of a host. Each represents nodes: its own and the nodes of its rows. */
export function boxesOf(graph, host, folds, changes) {
    const parts = graph.childrenOf(host.Id);
    if (folds.hosts.has(host.Id)) return [foldedHost(graph, host, parts)];
    const containers = parts.filter(node => node.Kind === 'Container');
    const balancers = parts.filter(node => node.Kind === 'Namespace' && !node.Network);
    const boxes = [...grouped(graph, host, containers, folds), ...foldable(graph, host, BALANCERS, balancers, folds, 2)];
    boxes.push(...segments(graph, parts));
    if (graph.edgesOf(host.Id).some(at => graph.edges[at].Kind !== 'Wire')) boxes.push(routing(host));
    boxes.push(...parts.filter(node => node.Kind === 'Tunnel').map(node => device(node, 'tunnel')));
    boxes.push(...parts.filter(node => node.Kind === 'Link').map(node => device(node, 'link')));
    const marked = boxes.map(one => ({ ...one, change: one.kind === 'group' ? null : changes?.of(host, one) }));
    return [...withoutIdle(graph, marked), ...(changes?.gone(host) ?? []).map(goneBox)];
}

/** The box of nodes that only an earlier snapshot has. */
function goneBox({ name, kind }) {
    return { id: `gone/${kind}/${name}`, kind, column: COLUMN[kind], title: name, sub: 'not there any more', rows: [], owner: null, severity: null, declared: true, ids: [], change: 'Went' };
}

/** The box of a host that was not read. */
export function remoteBox(node) {
    return box(node, 'remote', { sub: 'not read', rows: [] });
}

function grouped(graph, host, containers, folds) {
    const isSmall = containers.length <= SMALL_HOST;
    const keyOf = node => node.Group ?? (isSmall ? node.Id : networksOf(graph, node));
    return [...groupBy(containers, keyOf)].flatMap(([name, same]) => foldable(graph, host, name, same, folds, isSmall ? Infinity : LEAST_TO_FOLD));
}

function foldable(graph, host, name, same, folds, least) {
    const key = `${host.Id}|${name}`;
    if (same.length < least || folds.opened.has(key)) {
        const fold = same.length >= least && Number.isFinite(least) ? key : null;
        return same.map(node => ({ ...container(graph, node), fold }));
    }
    const vnics = same.flatMap(node => graph.childrenOf(node.Id));
    const rows = [...groupBy(vnics, vnic => vnic.Network ?? vnic.Name)].map(([network, own]) => ({
        ids: own.map(vnic => vnic.Id),
        text: graph.nodes.get(network)?.Name ?? network,
        note: count(own.length, 'vNIC'),
    }));
    return [
        {
            id: same[0].Id,
            key,
            kind: 'group',
            column: COLUMN.container,
            title: name,
            sub: `${count(same.length, name === BALANCERS ? 'namespace' : 'container')}, folded`,
            rows,
            owner: ownerOf(vnics),
            severity: severityOf([...same, ...vnics]),
            ids: same.map(node => node.Id),
            open: key,
        },
    ];
}

function networksOf(graph, node) {
    const names = graph.childrenOf(node.Id).map(vnic => graph.nodes.get(vnic.Network)?.Name ?? vnic.Name);
    return distinct(names).sort().join(' + ') || 'no network of their own';
}

function container(graph, node) {
    const vnics = graph.childrenOf(node.Id);
    const rows = vnics.map(vnic => ({ ids: [vnic.Id], text: [vnic.Name, firstAddress(vnic)].join('  '), note: vnic.Mtu ?? '' }));
    const shares = graph.edgesOf(node.Id).map(at => graph.edges[at]).find(edge => edge.Kind === 'Shares' && edge.From === node.Id);
    const hostsOwn = node.Facts.find(fact => fact.Name === 'Network')?.Value;
    const sub = shares ? `in ${graph.nodes.get(shares.To)?.Name ?? 'another container'}\u2019s namespace` : hostsOwn ? `network: ${hostsOwn}` : null;
    return { ...box(node, node.Kind === 'Namespace' ? 'balancer' : 'container', { rows, sub }), owner: ownerOf(vnics), severity: severityOf([node, ...vnics]) };
}

/** The boxes of networks, each with its namespace or bridge, and of bridges that belong to no network of the engine. */
function segments(graph, parts) {
    const networks = parts.filter(node => node.Kind === 'Network');
    const bridges = parts.filter(node => node.Kind === 'Bridge' && !node.Network);
    const ofNetwork = networks.map(network => {
        const own = parts.filter(node => node.Network === network.Id);
        const devices = own.flatMap(node => (node.Kind === 'Namespace' ? graph.childrenOf(node.Id) : node.Kind === 'Bridge' ? [node] : []));
        const spaces = own.filter(node => node.Kind === 'Namespace');
        const made = box(network, 'segment', { rows: devices.map(deviceRow), sub: [network.Addresses[0], spaces[0] && `namespace ${spaces[0].Name}`].filter(Boolean).join(' \u00b7 ') });
        return { ...made, ids: [network.Id, ...spaces.map(node => node.Id)], severity: severityOf([network, ...devices]), isEncrypted: network.Facts.some(fact => fact.Name === 'Encryption') };
    });
    return [...ofNetwork, ...bridges.map(bridge => box(bridge, 'segment', { rows: [deviceRow(bridge)], sub: 'bridge' }))];
}

function deviceRow(node) {
    const vni = node.Facts.find(fact => fact.Name === 'VNI');
    return { ids: [node.Id], text: [node.Name, firstAddress(node), vni && `VNI ${vni.Value}`].filter(Boolean).join('  '), note: node.Mtu ?? '' };
}

function device(node, kind) {
    const type = node.Facts.find(fact => fact.Name === 'Kind')?.Value;
    return box(node, kind, { rows: [deviceRow({ ...node, Name: node.Addresses.length > 0 ? '' : (type ?? 'link') })] });
}

function routing(host) {
    return { ...box(host, 'routing', { rows: [] }), title: 'routing', sub: 'by the host\u2019s kernel', column: COLUMN.tunnel, severity: null };
}

function foldedHost(graph, host, parts) {
    const containers = parts.filter(node => node.Kind === 'Container');
    const inside = parts.flatMap(node => [node, ...graph.childrenOf(node.Id)]);
    const deep = inside.flatMap(node => [node, ...graph.childrenOf(node.Id)]);
    const solutions = host.Facts.filter(fact => fact.Name === 'Solution').map(fact => fact.Value);
    const networks = parts.filter(node => node.Kind === 'Network').length;
    return {
        ...box(host, 'folded', { rows: [], sub: `${count(containers.length, 'container')}, ${count(networks, 'network')}` }),
        second: solutions.join('; '),
        ids: distinct([host, ...deep].map(node => node.Id)),
        severity: severityOf([host, ...deep]),
        openHost: host.Id,
    };
}

/** Leaves out unused bridges and networks without faults or changes, as they would only hide the others. */
function withoutIdle(graph, boxes) {
    return boxes.filter(one => one.kind !== 'segment' || one.severity || one.change || isUsed(graph, one));
}

function isUsed(graph, segment) {
    const ids = [...segment.ids, ...segment.rows.flatMap(row => row.ids)];
    return ids.some(id => graph.edgesOf(id).some(at => isOutside(graph.edges[at], ids)));
}

function isOutside(edge, ids) {
    const isWayOut = edge.Kind === 'Route' && !edge.Solution;
    return !isWayOut && !(ids.includes(edge.From) && ids.includes(edge.To)) && edge.Kind !== 'Underlay';
}

function box(node, kind, { sub, rows }) {
    return {
        id: node.Id,
        kind,
        column: COLUMN[kind === 'balancer' ? 'container' : kind] ?? COLUMN.container,
        title: node.Name,
        sub,
        rows,
        owner: node.Solution ?? null,
        severity: severityOf([node]),
        declared: node.Basis === 'Declared',
        ids: [node.Id],
    };
}

function firstAddress(node) {
    const [first, ...rest] = node.Addresses.filter(address => !address.startsWith('fe80'));
    return first && `${cut(first, 26)}${rest.length > 0 ? ` +${rest.length}` : ''}`;
}

function ownerOf(nodes) {
    return nodes.map(node => node.Solution).find(Boolean) ?? null;
}

function severityOf(nodes) {
    return worst(nodes.flatMap(node => node.Findings.map(finding => finding.Severity)));
}
