using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The engine's bridge networks are in use, but no base chain jumps to its chains any more. Its rules of table filter, nat or both are
/// gone, as after "iptables -F", a firewalld reload or a restore script. The engine sets them up only when it starts.
/// </summary>
[Explains(
    typeof(MasqueradeMissing),
    typeof(BridgeWayOutDropped),
    typeof(BridgeTrafficDropped),
    typeof(OutgoingDropped),
    typeof(ContainerPortDead),
    typeof(NetworksNotApart),
    typeof(PublishedPortDead)
)]
internal sealed class EngineRulesGone : IFindingRule
{
    private static ShellText Remedy =>
        $"systemctl restart docker # sets all of the engine's rules up again (live-restore keeps containers "
        + $"running); start it after the program that flushes them: for firewalld, PartOf=firewalld.service in a "
        + $"drop-in of docker.service; for a script, iptables-restore --noflush";

    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Networks | HostFacts.Containers | HostFacts.HostLinks | HostFacts.HostFirewall;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host)
    {
        var used = host.Bridges.Where(bridge => bridge.Members.Count > 0 && !bridge.HasNoAddress(4)).ToList();
        var isLooked = EngineRules.AreSeen(host.Snapshot, 4) && !EngineRules.AreLeftAlone(host.Snapshot, 4);
        if (!isLooked || used.Count == 0)
        {
            yield break;
        }

        var gone = Gone(host.Snapshot, used).ToList();
        if (gone.Count > 0)
        {
            yield return new Finding
            {
                Severity = Severity.Warning,
                Subject = new(SubjectKind.Host, "firewall"),
                Message =
                    $"Networks {TruncatedList.Join(used.Select(bridge => bridge.Network.Name))} no longer work as the engine "
                    + $"set them up: its rules in {string.Join(" and ", gone)} are gone, as after a flush or a reload of another "
                    + "firewall.",
                Repair = Remedy,
                Evidence = [new Evidence("iptables-save", $"no base chain leads to the engine's chains in {string.Join(" and ", gone)}")],
                Scope = new() { Networks = [.. used.Select(bridge => bridge.Network.Name)] },
            };
        }
    }

    private static IEnumerable<string> Gone(HostSnapshot host, List<BridgeNetwork> used)
    {
        if (host.Engine?.FirewallBackend == "nftables" || host.HostChains().Any(chain => chain.Table == EngineRules.NftTable))
        {
            return host.HostChains().Any(chain => chain.Table == EngineRules.NftTable) ? [] : [$"table {EngineRules.NftTable}"];
        }

        var needsNat = used.Exists(bridge => bridge.Masquerades(4));
        var missing = new List<string>();
        if (!LeadsToEngine(host, "filter", FirewallHook.Forward))
        {
            missing.Add("table filter");
        }

        if (needsNat && !LeadsToEngine(host, "nat", FirewallHook.Prerouting))
        {
            missing.Add("table nat");
        }

        return missing;
    }

    /// <summary>Whether a rule of a base chain jumps to one of the engine's chains.</summary>
    private static bool LeadsToEngine(HostSnapshot host, string table, FirewallHook hook)
    {
        var bases = new HashSet<(FirewallTool, string)>(
            host.HostChains()
                .Where(chain => chain.Table == table && chain.Hook == hook && chain.Family != FirewallFamily.Ip6)
                .Select(chain => (chain.Tool, chain.Name))
        );
        return host.HostRules()
            .Where(rule => rule.Table == table && rule.Family != FirewallFamily.Ip6)
            .Any(rule => bases.Contains((rule.Tool, rule.Chain)) && rule.Targets.Any(target => IsEngines(target.Chain)));
    }

    /// <summary>Others also set up the users' chain and the routing mesh's, or set them up separately.</summary>
    private static bool IsEngines(string? chain) =>
        chain?.StartsWith(EngineRules.Chain, StringComparison.Ordinal) == true && chain is not (EngineRules.UsersChain or "DOCKER-INGRESS");
}
