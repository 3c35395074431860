using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Fleet;

/// <summary>The outcome for a node: a snapshot, or why there is none.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Snapshot">The snapshot; null if the node could not be read.</param>
/// <param name="Failure">Why the node could not be read; null if it was.</param>
public sealed record SwarmNodeOutcome(string Node, HostSnapshot? Snapshot, NetAuditException? Failure);
