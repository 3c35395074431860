using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Rows;

/// <summary>Name services, in words.</summary>
internal static class NameServiceWording
{
    private const string EngineServer = "127.0.0.11";

    public static string Observed(OwnNameServerFacts facts)
    {
        var count = facts.AskedBy.Count + facts.ThroughEngine.Count;
        var all = Quantity.Count(count + facts.Others.Count, "container");
        var asking =
            count > 0 ? $", asked by {count} of {all} ({Asking(facts)})"
            : facts.Others.Count > 0 ? $", asked by none of {all}"
            : "";
        var searched = count == 0 && facts.IsSearched ? ", searched by its containers" : "";
        var others = facts
            .Others.GroupBy(Asked)
            .Select(group => $"{Names([.. group])} {(group.Count() == 1 ? "asks" : "ask")} {group.Key} only");
        var notCounted =
            facts.Others.Count == 0 ? "" : $". The {(facts.Others.Count == 1 ? "other" : "others")}: {TruncatedList.Join(others, "; ")}";
        var known = facts.Others.Count == 0 ? "" : ", and which containers the other servers know";
        var notSeen = facts.NotSeen.Count == 0 ? "" : $"; which server is asked by {Names(facts.NotSeen)}";
        return $"{ValueNames.Yes}: {Server(facts.Server)}{asking}{searched}{notCounted}. Not checked: whether it answers{known}{notSeen}";
    }

    private static string Asking(OwnNameServerFacts facts)
    {
        string?[] ways =
        [
            facts.AskedBy.Count > 0 ? Names(facts.AskedBy) : null,
            facts.ThroughEngine.Count > 0 ? $"{Names(facts.ThroughEngine)} through Docker's own server" : null,
        ];
        return string.Join("; ", ways.OfType<string>());
    }

    /// <summary>The servers that a container's resolv.conf names, and the servers to which Docker's own forwards.</summary>
    private static string Asked(Container container)
    {
        var resolver = container.Resolver!;
        var names = resolver.NameServers.Select(server => server == EngineServer ? "Docker's own server" : server);
        var on = resolver.Upstream is { Count: > 0 } upstream ? $" (which asks {string.Join(", ", upstream)} on)" : "";
        return resolver.NameServers.Count == 0 ? "no server" : string.Join(", ", names) + on;
    }

    public static string Observed(EngineNameServerFacts facts, bool isAsked)
    {
        var server = facts.IsPodmans
            ? $"podman's own server (aardvark-dns) at the network's gateway {facts.Address}"
            : $"Docker's own server {facts.Address}";
        var networks = facts.AskedBy.SelectMany(container => facts.Networks[container.Id]).Distinct().Count();
        string Named(Container one) => networks > 1 ? $"{one.Name} on {string.Join(" and ", facts.Networks[one.Id])}" : one.Name;
        var asking = $"{Quantity.Count(facts.AskedBy.Count, "container")} ({TruncatedList.Join(facts.AskedBy.Select(Named))})";
        return $"{ValueNames.Yes}, within a network: {server}, asked by {asking}{Unchecked(isAsked)}";
    }

    /// <summary>If no question was sent, whether the server answers isn't known.</summary>
    private static string Unchecked(bool isAsked) => isAsked ? "" : ". Not checked: whether it answers";

    public static string Observed(DeclaredNameFacts facts)
    {
        var names = facts.Endpoints.Select(endpoint => $"{endpoint.Names[0]} on {endpoint.NetworkName}");
        var count = Quantity.Count(facts.Endpoints.Count, "endpoint");
        return $"{ValueNames.Yes}: the engine lists names of {count} for its server {facts.Address} ({TruncatedList.Join(names)}). "
            + "Not checked: which server containers ask";
    }

    public static string Observed(ForeignNameServerFacts facts)
    {
        var not = facts.IsOwnOff ? "the solution's own server is off" : "neither the engine's server nor the solution's";
        var ask = facts.AskedBy.Count == 1 ? "asks" : "ask";
        var servers = TruncatedList.Join(facts.Servers);
        return $"{ValueNames.No}: {Containers(facts.AskedBy)} {ask} {servers}, {not}. "
            + $"Not checked: whether {(facts.Servers.Count == 1 ? "that server knows" : "those servers know")} containers"
            + LeftOut(facts.NotCounted);
    }

    private static string LeftOut(IReadOnlyList<Container> containers) =>
        containers.Count == 0
            ? ""
            : $". Left out: {Containers(containers)} asking the engine's server, which has no names for the solution's network";

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

    /// <summary>Which container asked which server for which name, and the answers.</summary>
    public static string Said(IEnumerable<ProbeRecord> records) => TruncatedList.Join(records.Select(Said), "; ");

    /// <summary>"WeaveDNS at 172.17.0.1, domain weave.local".</summary>
    public static string Server(NameServer server) =>
        server.Enabled
            ? $"{server.Name} at {string.Join(", ", server.Addresses)}, domain {server.Domain ?? "not known"}"
            : $"{server.Name} is off";

    private static string Said(ProbeRecord record) =>
        $"{ProbeWording.SenderName(record)} asked {ProbeWording.Target(record)} for {(record.Finding as NameAnswer)?.Name} and got "
        + AnswerWording.Said(record);

    private static string Containers(IReadOnlyList<Container> containers) =>
        $"{Quantity.Count(containers.Count, "container")} ({Names(containers)})";

    private static string Names(IReadOnlyList<Container> containers) => TruncatedList.Join(containers.Select(container => container.Name));
}
