using System.Text.RegularExpressions;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>A question to a name server.</summary>
/// <param name="Type">The type of record.</param>
/// <param name="Name">The name; for PTR the address.</param>
/// <param name="Expected">The right answers, any of which counts: addresses, or for PTR the name. Empty if no answer is right.</param>
internal sealed record NameQuestion(NameRecordType Type, string Name, params IReadOnlyList<string> Expected)
{
    /// <summary>A name that no server may know, by RFC 6761.</summary>
    public const string NoSuchName = "netaudit-no-such-name.invalid";

    /// <summary>Whether no server may know it.</summary>
    public bool MustNotExist => Name == NoSuchName;

    private static readonly Regex Harmless = new(
        @"^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,200}[A-Za-z0-9_])?$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>The questions for a container: its neighbours by each name that they may have, and the name that must not exist.</summary>
    public static IReadOnlyList<NameQuestion> Create(ProbeEndpoint asker, Footprint footprint, IReadOnlyList<ProbeEndpoint> neighbors)
    {
        var network = footprint.Networks.FirstOrDefault(one => asker.Place.Id is { } id ? one.Id == id : one.Name == asker.Place.Name);
        var questions = neighbors
            .SelectMany(neighbor => AboutNeighbor(neighbor, footprint, network))
            .Concat(AboutServices(network))
            .Append(new(NameRecordType.A, NoSuchName))
            .Where(question => question.Type == NameRecordType.PTR || Harmless.IsMatch(question.Name));
        return [.. questions.GroupBy(question => (question.Type, question.Name)).Select(group => group.First())];
    }

    private static IEnumerable<NameQuestion> AboutNeighbor(ProbeEndpoint neighbor, Footprint footprint, Network? network)
    {
        yield return new(NameRecordType.A, neighbor.Name, neighbor.Address);
        foreach (var alias in Aliases(neighbor).Take(1))
        {
            yield return new(NameRecordType.A, alias, neighbor.Address);
        }

        yield return neighbor.IPv6Address is { } other
            ? new(NameRecordType.AAAA, neighbor.Name, other)
            : new(NameRecordType.AAAA, neighbor.Name);
        yield return new(NameRecordType.PTR, neighbor.Address, neighbor.Name);
        if (network is not null)
        {
            yield return new(NameRecordType.A, $"{neighbor.Name}.{network.Name}", neighbor.Address);
        }

        if (footprint.NameServer?.Domain is { } domain)
        {
            yield return new(NameRecordType.A, $"{HostName(neighbor)}.{domain}", neighbor.Address);
        }
    }

    private static IEnumerable<NameQuestion> AboutServices(Network? network)
    {
        foreach (var service in (network?.Tasks ?? []).Where(task => task.Service.Length > 0).GroupBy(task => task.Service).Take(1))
        {
            foreach (var task in service.Where(task => task.VirtualIP is not null).Take(1))
            {
                yield return new(NameRecordType.A, service.Key, task.VirtualIP!);
            }

            yield return new(NameRecordType.A, $"tasks.{service.Key}", [.. service.Select(task => task.Address).OfType<string>()]);
        }
    }

    private static IEnumerable<string> Aliases(ProbeEndpoint endpoint) =>
        (endpoint.Local?.Endpoints ?? [])
            .Where(one => one.NetworkName == endpoint.NetworkName)
            .SelectMany(one => one.Names)
            .Where(name => name != endpoint.Name && endpoint.Local?.Id.StartsWith(name, StringComparison.Ordinal) != true);

    // WeaveDNS knows a container by its host name.
    private static string HostName(ProbeEndpoint endpoint) =>
        endpoint.Local?.HostName is { Length: > 0 } name ? name.Split('.')[0] : endpoint.Name;
}
