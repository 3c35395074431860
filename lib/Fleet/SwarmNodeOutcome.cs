using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Fleet;

/// <summary>What came of a node: a snapshot, or why not.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Snapshot">What was seen; null if the node could not be read.</param>
/// <param name="Failure">Why not; null if it was.</param>
public sealed record SwarmNodeOutcome(string Node, HostSnapshot? Snapshot, NetAuditException? Failure);
