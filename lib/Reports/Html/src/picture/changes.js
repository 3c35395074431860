/** The nodes that were added, removed or changed on hosts, for their boxes; null if no drift was given. */
export function changesOf(graph, drift) {
    if (drift.length === 0) return null;
    const names = { container: 'Container', segment: 'Network' };
    const rowsOf = host => drift.filter(row => row.DifferenceHost === host.Name);
    const isThere = (host, kind, name) => graph.childrenOf(host.Id).some(node => node.Kind === names[kind] && node.Name === name);
    return {
        of: (host, box) => changeOf(rowsOf(host).filter(row => row[names[box.kind]] === box.title && (box.kind !== 'segment' || !row.Container))),
        gone: host => {
            const found = new Map();
            for (const row of rowsOf(host).filter(one => isGone(one.Change))) {
                const kind = row.Container ? 'container' : 'segment';
                const name = row.Container ?? row.Network;
                if (name && !isThere(host, kind, name)) found.set(`${kind}/${name}`, { kind, name });
            }
            return [...found.values()];
        },
    };
}

function isGone(change) {
    return change === 'Went' || change === 'Removed';
}

/** A node is added if all its rows are. Otherwise it changed. */
function changeOf(rows) {
    const kinds = new Set(rows.map(row => row.Change).filter(change => change !== 'NotSeen'));
    if (kinds.size === 0) return null;
    const isNew = kinds.size === 1 && (kinds.has('Appeared') || kinds.has('Added'));
    return isNew ? 'Appeared' : 'Changed';
}
