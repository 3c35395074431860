using NetAudit.Collection;
using NetAudit.Collection.Formats;

namespace NetAudit.Fleet;

/// <summary>The facts of a node that decide whether the job runs there.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its host's name.</param>
/// <param name="State">"ready", "down".</param>
/// <param name="Availability">"active", "pause", "drain".</param>
internal sealed record SwarmNodeFacts(string Id, string Name, string State, string Availability)
{
    /// <summary>Whether the swarm starts tasks on it.</summary>
    public bool TakesTasks => State == "ready" && Availability == "active";

    /// <summary>Reads the answer to /nodes.</summary>
    public static IReadOnlyList<SwarmNodeFacts> Read(JsonArray answer) =>
        [
            .. answer
                .OfType<JsonObject>()
                .Select(node => new SwarmNodeFacts(
                    node.Word("ID") ?? "",
                    node.Object("Description").Word("Hostname") ?? node.Word("ID") ?? "",
                    node.Object("Status").Word("State") ?? "unknown",
                    node.Object("Spec").Word("Availability") ?? "active"
                ))
                .Where(node => node.Id.Length > 0)
                .OrderBy(node => node.Name, StringComparer.Ordinal),
        ];
}

/// <summary>The job's task on a node.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Node">The node's id.</param>
/// <param name="State">"preparing", "running", "complete", "failed", "rejected".</param>
/// <param name="Error">Why it failed, in the engine's words, or null.</param>
internal sealed record SwarmJobTask(string Id, string Node, string State, string? Error)
{
    /// <summary>Whether it succeeded.</summary>
    public bool IsComplete => State == "complete";

    /// <summary>Whether it ended without success.</summary>
    public bool HasFailed => State is "failed" or "rejected" or "shutdown" or "orphaned" or "remove";

    /// <summary>Reads the answer to /tasks.</summary>
    public static IReadOnlyList<SwarmJobTask> Read(JsonArray answer) =>
        [
            .. answer
                .OfType<JsonObject>()
                .Select(task => new SwarmJobTask(
                    task.Word("ID") ?? "",
                    task.Word("NodeID") ?? "",
                    task.Object("Status").Word("State") ?? "",
                    task.Object("Status").Word("Err")
                )),
        ];
}
