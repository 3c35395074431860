using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>
/// Builds commands that recreate a network with a repair's change. They can be pasted, and keep all settings that the engine reports,
/// except labels, which aren't recorded.
/// </summary>
internal static class NetworkCommand
{
    /// <summary>The option with the VXLAN ids, which the engine assigns itself.</summary>
    public const string VxlanIds = "com.docker.network.driver.overlay.vxlanid_list";

    /// <summary>
    /// Removes and recreates it. While anything is on the network, the removal fails and the rest doesn't run. For ingress, docker asks for
    /// confirmation, so the command answers. The swarm then needs a moment before it accepts another ingress network.
    /// </summary>
    public static ShellText Recreate(Network network, NetworkChange change)
    {
        var yes = network.Ingress ? (ShellText)$"echo y | " : $"";
        var wait = network.Ingress ? (ShellText)$"sleep 3 && " : $"";
        return $"{yes}docker network rm {network.Name} && {wait}{Create(network, network.Name, change)}";
    }

    /// <summary>Creates a network like the given one.</summary>
    /// <param name="network">The network.</param>
    /// <param name="name">The name of the new network.</param>
    /// <param name="change">The change.</param>
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

/// <summary>The change in a network that is recreated.</summary>
internal sealed record NetworkChange
{
    /// <summary>The new range; null to keep the old one.</summary>
    public ShellText? Range { get; init; }

    /// <summary>The address family whose range is replaced: 4 or 6.</summary>
    public int ReplacedFamily { get; init; } = 4;

    /// <summary>An option to add or to change.</summary>
    public (string Name, string Value)? Option { get; init; }
}
