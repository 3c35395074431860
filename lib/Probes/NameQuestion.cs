using System.Text.RegularExpressions;
using NetAudit.Solutions;

namespace NetAudit.Probes;

/// <summary>A question to a name server.</summary>
/// <param name="Type">"A", "AAAA", "PTR".</param>
/// <param name="Name">The name; for PTR the address.</param>
/// <param name="Expected">What a right answer has one of: addresses, or for PTR the name; empty where no answer is right.</param>
internal sealed record NameQuestion(string Type, string Name, IReadOnlyList<string> Expected)
{
    /// <summary>By RFC 6761 no server may know it.</summary>
    public const string NoSuchName = "netaudit-no-such-name.invalid";

    private static readonly Regex Harmless = new(@"^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,200}[A-Za-z0-9_])?$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>As a step carries it.</summary>
    public override string ToString() => $"{Type} {Name} {string.Join(",", Expected)}";

    /// <summary>From a step.</summary>
    public static NameQuestion Parse(string text)
    {
        var parts = text.Split(' ');
        return new NameQuestion(parts[0], parts[1], parts[2].Split([','], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What a container can ask: its neighbours, in all the ways in which they may be known, and what must not be known.</summary>
    public static IReadOnlyList<NameQuestion> For(ProbeEndpoint asker, Footprint footprint, IReadOnlyList<ProbeEndpoint> neighbors)
    {
        var network = footprint.Networks.FirstOrDefault(one => one.Name == asker.Network);
        var questions = new List<NameQuestion>();
        foreach (var neighbor in neighbors)
        {
            questions.Add(new("A", neighbor.Container, [neighbor.Address]));
            questions.AddRange(Aliases(neighbor).Take(1).Select(alias => new NameQuestion("A", alias, [neighbor.Address])));
            questions.Add(new("AAAA", neighbor.Container, neighbor.IPv6Address is null ? [] : [neighbor.IPv6Address]));
            questions.Add(new("PTR", neighbor.Address, [neighbor.Container]));
            if (network is not null)
            {
                questions.Add(new("A", $"{neighbor.Container}.{network.Name}", [neighbor.Address]));
            }

            if (footprint.NameServer?.Domain is { } domain)
            {
                questions.Add(new("A", $"{HostName(neighbor)}.{domain}", [neighbor.Address]));
            }
        }

        foreach (var service in (network?.Tasks ?? []).Where(task => task.Service.Length > 0).GroupBy(task => task.Service).Take(1))
        {
            questions.AddRange(service.Where(task => task.VirtualIP is not null).Take(1).Select(task => new NameQuestion("A", service.Key, [task.VirtualIP!])));
            questions.Add(new("A", $"tasks.{service.Key}", [.. service.Select(task => task.Address).OfType<string>()]));
        }

        questions.Add(new("A", NoSuchName, []));
        return [.. questions.Where(question => question.Type == "PTR" || Harmless.IsMatch(question.Name)).GroupBy(question => (question.Type, question.Name)).Select(group => group.First())];
    }

    private static IEnumerable<string> Aliases(ProbeEndpoint endpoint) =>
        (endpoint.Local?.Endpoints ?? []).Where(one => one.NetworkName == endpoint.Network).SelectMany(one => one.Names)
            .Where(name => name != endpoint.Container && endpoint.Local?.Id.StartsWith(name, StringComparison.Ordinal) != true);

    // WeaveDNS knows a container by its host name.
    private static string HostName(ProbeEndpoint endpoint) => endpoint.Local?.HostName is { Length: > 0 } name ? name.Split('.')[0] : endpoint.Container;
}
