using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Name services, in words.</summary>
internal static class NameServiceWording
{
    public static string Observed(OwnNameServerFacts facts)
    {
        var through =
            facts.AskedBy.Count > 0 ? $", asked by {Names(facts.AskedBy)}"
            : facts.IsSearched ? ", searched by its containers"
            : "";
        return $"{ValueNames.Yes}: {facts.Server.Summary}{through}";
    }

    public static string Observed(EngineNameServerFacts facts)
    {
        var server = facts.IsPodmans
            ? $"podman's own server (aardvark-dns) at the network's gateway {facts.Address}"
            : $"Docker's own server {facts.Address}";
        return $"{ValueNames.Yes}: {server} knows the names on a container's networks ({Names(facts.AskedBy)})";
    }

    public static string Observed(DeclaredNameFacts facts)
    {
        var names = facts.Endpoints.Select(endpoint => $"{endpoint.Names[0]} on {endpoint.NetworkName}");
        return $"{ValueNames.Yes}: the engine keeps names for its server {facts.Address}: {TruncatedList.Join(names)}";
    }

    public static string Observed(ForeignNameServerFacts facts)
    {
        var not = facts.IsOwnOff ? "not the solution's server, which is off" : "no server of the engine or the solution";
        return $"{ValueNames.No}: containers ask {TruncatedList.Join(facts.Servers)}, {not}";
    }

    public static string Observed(NameAnswerFacts facts)
    {
        string?[] answers =
        [
            facts.Resolved.Count > 0 ? $"{ValueNames.Yes}: {Said(facts.Resolved)}" : null,
            facts.Unresolved.Count > 0 ? $"{ValueNames.No}: {Said(facts.Unresolved)}" : null,
            facts.Unanswered.Count > 0 ? $"without any answer: {Said(facts.Unanswered)}" : null,
            facts.MadeUp is { } one ? $"a name that must not exist got an answer too: {Said(one)}" : null,
        ];
        return string.Join("; ", answers.OfType<string>());
    }

    /// <summary>Who asked whom for what, and what came back.</summary>
    public static string Said(IEnumerable<ProbeRecord> records) => TruncatedList.Join(records.Select(Said), "; ");

    private static string Said(ProbeRecord record) =>
        $"{ProbeWording.SenderName(record)} asked {ProbeWording.Target(record)} for {(record.Finding as NameAnswer)?.Name} and got "
        + AnswerWording.Said(record);

    private static string Names(IEnumerable<Container> containers) => TruncatedList.Join(containers.Select(container => container.Name));
}
