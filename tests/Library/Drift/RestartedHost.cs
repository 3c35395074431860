using System.Text.RegularExpressions;
using NetAudit.Collection;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Drift;

/// <summary>
/// Makes the changes that a restart of all containers makes in an unchanged network. Those are ids of containers, endpoints and sandboxes,
/// and names and indexes of vNICs. Also random MAC addresses, process ids, task names, times, counters and learned neighbours.
/// </summary>
internal static partial class RestartedHost
{
    public static HostSnapshot Of(HostSnapshot host)
    {
        var text = SnapshotFile.Write(host);
        var names = (host.Containers ?? [])
            .Select(container => (From: container.Id, To: Other(container.Id)))
            .Concat(
                (host.Containers ?? [])
                    .SelectMany(container => container.Endpoints)
                    .Where(endpoint => endpoint.EndpointId.Length > 0)
                    .Select(endpoint => (From: endpoint.EndpointId, To: Other(endpoint.EndpointId)))
            )
            .ToList();

        // The engine and the solutions derive other names from the ids' first digits.
        foreach (var (from, to) in names.Concat(names.Select(pair => (From: pair.From[..12], To: pair.To[..12]))).Distinct().ToList())
        {
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        text = VethName().Replace(text, match => match.Groups[1].Value + Other(match.Groups[2].Value));
        text = Sandbox().Replace(text, match => match.Groups[1].Value + Other(match.Groups[2].Value));
        text = Task().Replace(text, match => match.Groups[1].Value + new string([.. match.Groups[2].Value.Reverse()]));
        var restarted = SnapshotFile.Read(text, "restarted");
        return restarted with
        {
            CollectedAt = host.CollectedAt.AddHours(1),
            Processes = restarted.Processes?.Select(process => process with { Pid = process.Pid + 7000 }).ToList(),
            Containers = restarted
                .Containers?.Select(container =>
                    container with
                    {
                        Pid = container.Pid + 7000,
                        Endpoints =
                        [
                            .. container.Endpoints.Select(endpoint => endpoint with { MacAddress = Mac(endpoint.MacAddress) ?? "" }),
                        ],
                    }
                )
                .Reverse()
                .ToList(),
            HostNamespace = restarted.HostNamespace is { } own
                ? Links(own) with
                {
                    Neighbors = [],
                    Connections = own.Connections?.Take(1).ToList(),
                }
                : null,
            ContainerNamespaces = restarted.ContainerNamespaces.ToDictionary(
                pair => pair.Key,
                pair => Links(pair.Value) with { Neighbors = [] }
            ),
            EngineNamespaces = restarted.EngineNamespaces.ToDictionary(pair => pair.Key, pair => Links(pair.Value)),
        };
    }

    private static NetworkNamespace Links(NetworkNamespace inside) =>
        inside with
        {
            Links = inside
                .Links?.Select(link =>
                    link.Kind != "veth"
                        ? link
                        : link with
                        {
                            Index = link.Index + 5000,
                            PeerIndex = link.PeerIndex + 5000,
                            MacAddress = Mac(link.MacAddress),
                        }
                )
                .ToList(),
            Firewall = inside.Firewall is not { } firewall
                ? null
                : firewall with
                {
                    Rules = [.. firewall.Rules.Select(rule => rule with { Packets = rule.Packets + 9 })],
                },
        };

    private static string? Mac(string? address) => address is { Length: > 4 } ? "9e:" + Other(address[3..]) : address;

    private static string Other(string hex) =>
        new([.. hex.Select(digit => char.IsAsciiHexDigitLower(digit) ? "fedcba9876543210"[Convert.ToInt32(digit.ToString(), 16)] : digit)]);

    [GeneratedRegex(@"\b(veth|vethwepl|cali)([0-9a-f]{7,11})\b")]
    private static partial Regex VethName();

    [GeneratedRegex(@"(/netns/)([0-9a-f]{12})\b")]
    private static partial Regex Sandbox();

    [GeneratedRegex(@"(\.)([0-9a-z]{25})\b")]
    private static partial Regex Task();
}
