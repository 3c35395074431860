namespace NetAudit.Live.Tests.Filtering;

/// <summary>
/// The links, addresses and routes of a <see cref="FilterRig"/>. Neighbours are fixed, so that no rule can block their discovery.
/// </summary>
internal static class FilterRigLinks
{
    private static readonly string[] Names = ["a", "b", "c"];

    public static readonly string[] Host =
    [
        .. Names.SelectMany((name, at) => Up(name, $"10.{at + 1}.0.1/16", $"fd00:{at + 1}::1/64")),
        .. Neighbors("a", 1, "02:00:00:00:02:01"),
        .. Neighbors("b", 2, "02:00:00:00:02:02"),
        .. Neighbors("c", 3, "02:00:00:00:02:03"),
    ];

    public static readonly string[] Sender =
    [
        .. Up("a", "10.1.0.2/16", "fd00:1::2/64"),
        .. Up("b", "10.2.0.2/16", "fd00:2::2/64"),
        .. ToHost("a", 1),
        .. ToHost("b", 2),
        .. Addresses("a", 1),
        .. Addresses("b", 2),
    ];

    public static readonly string[] Receiver = [.. Up("c", "10.3.0.2/16", "fd00:3::2/64"), .. Addresses("c", 3), .. ToHost("c", 3)];

    public static IEnumerable<string> Pairs(string sender, string receiver) =>
        Names.Select(
            (name, at) =>
                $"link add name {name} address 02:00:00:00:01:0{at + 1} type veth peer name {name} address 02:00:00:00:02:0{at + 1} netns "
                + (name == "c" ? receiver : sender)
        );

    private static string[] Up(string link, string four, string six) =>
        [$"link set dev {link} up", "link set dev lo up", $"addr add {four} dev {link}", $"addr add {six} dev {link} nodad"];

    /// <summary>Addresses that packets have as source and destination: .2 to .9.</summary>
    private static IEnumerable<string> Addresses(string link, int network) =>
        Enumerable
            .Range(3, 7)
            .SelectMany(last =>
                new[] { $"addr add 10.{network}.0.{last}/16 dev {link}", $"addr add fd00:{network}::{last}/64 dev {link} nodad" }
            );

    private static IEnumerable<string> Neighbors(string link, int network, string mac) =>
        Enumerable
            .Range(2, 8)
            .SelectMany(last =>
                new[]
                {
                    $"neigh replace 10.{network}.0.{last} lladdr {mac} dev {link} nud permanent",
                    $"neigh replace fd00:{network}::{last} lladdr {mac} dev {link} nud permanent",
                }
            );

    /// <summary>Routes everything to the host by each link. The socket chooses the link.</summary>
    private static string[] ToHost(string link, int network) =>
        [
            $"neigh replace 10.{network}.0.1 lladdr 02:00:00:00:01:0{network} dev {link} nud permanent",
            $"neigh replace fd00:{network}::1 lladdr 02:00:00:00:01:0{network} dev {link} nud permanent",
            $"route add default via 10.{network}.0.1 dev {link} metric {network}",
            $"route add default via fd00:{network}::1 dev {link} metric {network}",
        ];
}
