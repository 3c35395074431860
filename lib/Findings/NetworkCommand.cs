using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// The command that makes a network again as it is, but for what a repair changes: it can be pasted, and nothing is lost that the engine
/// tells of a network. (Labels aren't recorded.)
/// </summary>
internal static class NetworkCommand
{
    /// <summary>The engine's own numbers, which it gives out by itself.</summary>
    private const string VxlanIds = "com.docker.network.driver.overlay.vxlanid_list";

    /// <summary>
    /// Removes and makes it. The first fails, and the second isn't run, while anything is on the network. Before it removes ingress, docker
    /// asks, and takes a terminal's next line for the answer; the swarm then takes a moment, and refuses another one until it is gone.
    /// </summary>
    public static ShellText Recreate(Network network, NetworkChange change)
    {
        var yes = network.Ingress ? (ShellText)$"echo y | " : $"";
        var wait = network.Ingress ? (ShellText)$"sleep 3 && " : $"";
        return $"{yes}docker network rm {network.Name} && {wait}{Create(network, network.Name, change)}";
    }

    /// <summary>Makes one like it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="name">The name of the one that is made.</param>
    /// <param name="change">What is to be different.</param>
    public static ShellText Create(Network network, string name, NetworkChange change)
    {
        var words = new List<ShellText> { $"docker network create" };
        var driver = network.Driver.Length > 0 ? network.Driver : "overlay"; // Only the swarm leaves a network without one.
        if (driver != "bridge")
        {
            words.Add($"--driver {driver}");
        }

        AddFlag(words, network.Ingress, $"--ingress");
        AddFlag(words, network.Attachable, $"--attachable");
        AddFlag(words, network.Internal, $"--internal");
        AddFlag(words, network.EnableIPv6, $"--ipv6");
        if (network.IpamDriver is { Length: > 0 } ipam && ipam != "default")
        {
            words.Add($"--ipam-driver {ipam}");
        }

        words.AddRange(Pools(network, change));
        words.AddRange(Options(network, change));
        words.Add($"{name}");
        return ShellText.Join(" ", words);
    }

    private static void AddFlag(List<ShellText> words, bool isSet, ShellText flag)
    {
        if (isSet)
        {
            words.Add(flag);
        }
    }

    private static IEnumerable<ShellText> Pools(Network network, NetworkChange change)
    {
        if (change.Range is not null)
        {
            yield return $"--subnet {change.Range}";
        }

        foreach (var pool in network.Pools.OrNone())
        {
            if (Subnet.Parse(pool.Subnet) is not { } subnet || (change.Range is not null && change.ReplacedFamily == subnet.Family))
            {
                continue;
            }

            yield return $"--subnet {subnet}";
            if (!string.IsNullOrEmpty(pool.Range))
            {
                yield return $"--ip-range {pool.Range}";
            }

            if (!string.IsNullOrEmpty(pool.Gateway) && network.Driver != "overlay")
            {
                yield return $"--gateway {HostQueries.AddressOnly(pool.Gateway)}";
            }
        }
    }

    private static IEnumerable<ShellText> Options(Network network, NetworkChange change)
    {
        var changed = change.Option is { } one ? one.Name : null;
        foreach (var option in network.Options.Where(option => option.Key != changed && option.Key != VxlanIds))
        {
            yield return Option(option.Key, option.Value);
        }

        if (change.Option is { } added)
        {
            yield return Option(added.Name, added.Value);
        }
    }

    private static ShellText Option(string name, string value)
    {
        var pair = value.Length == 0 ? name : $"{name}={value}";
        return $"--opt {pair}";
    }
}

/// <summary>What is different in a network that is made again.</summary>
internal sealed record NetworkChange
{
    /// <summary>A range in place of its own; null: it keeps its own.</summary>
    public ShellText? Range { get; init; }

    /// <summary>Which of its own the range replaces: 4 or 6.</summary>
    public int ReplacedFamily { get; init; } = 4;

    /// <summary>An option that is added, or gets another value.</summary>
    public (string Name, string Value)? Option { get; init; }
}
