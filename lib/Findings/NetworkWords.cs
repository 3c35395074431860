using NetAudit.Model;

namespace NetAudit.Findings;

/// <summary>Networks by their names: a network may be called "bridge", which alone would be read as the link.</summary>
internal static class NetworkWords
{
    /// <summary>"network br1", "networks br1, bridge".</summary>
    public static string Say(IReadOnlyList<string> names) => $"{(names.Count == 1 ? "network" : "networks")} {TruncatedList.Join(names)}";
}
