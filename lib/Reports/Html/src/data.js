/** The report's data, as embedded in the page. A part that was not given is empty. */
export function read() {
    const data = JSON.parse(document.getElementById('netaudit-data').textContent);
    for (const name of ['rows', 'findings', 'solutions', 'drift', 'probes', 'paths', 'checks', 'aspects']) {
        data[name] ??= [];
    }
    if (data.topology) {
        const { Nodes: nodes, Edges: edges } = data.topology;
        for (const node of nodes) {
            for (const name of ['Addresses', 'Facts', 'Findings']) node[name] ??= [];
        }
        for (const edge of edges) {
            for (const name of ['Via', 'Networks', 'Findings']) edge[name] ??= [];
        }
    }
    return data;
}

/** The hosts that have any data. */
export function hosts(data) {
    const named = [...data.rows, ...data.findings, ...data.solutions, ...data.probes, ...data.paths].map(row => row.Host);
    return [...new Set([...(data.topology?.Hosts ?? []), ...named])].filter(Boolean);
}
