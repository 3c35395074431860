using NetAudit.Model;

namespace NetAudit.Findings;

/// <summary>Names networks for people. The word "network" comes first, as a network named "bridge" would be read as the link.</summary>
internal static class NetworkWords
{
    /// <summary>Returns "network br1" or "networks br1, bridge".</summary>
    public static string Say(IReadOnlyList<string> names) => $"{(names.Count == 1 ? "network" : "networks")} {TruncatedList.Join(names)}";
}
