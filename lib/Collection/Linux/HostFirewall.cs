using NetAudit.Collection.Formats;
using NetAudit.Collection.Linux.Files;
using NetAudit.Collection.Linux.Tools;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>Reads the packet filter of the host's network namespace with this machine's tools. Takes root.</summary>
/// <remarks>
/// The tools only list, but the kernel loads a module when it is first asked for, and that would change the host. So the
/// legacy tables are asked for only if some are in use, ipset only if its module is loaded, and nft first:
/// iptables-nft-save then needs nothing more, and shows the tables that exist.
/// </remarks>
internal sealed class HostFirewall(HostScope host, GapList gaps, ICollectionLog log, CancellationToken cancellationToken)
{
    private const int MostBytes = 32 * 1024 * 1024;
    private const string Subject = "host namespace: firewall";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Chains and rules; null if no tool could list them.</summary>
    public Firewall? Read()
    {
        var save = HostTools.Find("iptables-save");
        var isNft = save is not null && IsNft(save);
        var nftSave = HostTools.Find("iptables-nft-save") ?? (isNft ? save : null);
        var legacySave = HostTools.Find("iptables-legacy-save") ?? (isNft ? null : save);

        var nft = Run(HostTools.Find("nft"), "list ruleset", "nft");
        var iptables = nftSave is null && legacySave is not null ? null : Run(nftSave, "", "iptables-save");
        var legacy = Tables("ip_tables_names") is "" ? "" : Run(legacySave, "", "iptables-legacy-save");
        var text = new FirewallText
        {
            Iptables = iptables,
            IptablesLegacy = legacy,
            Nft = nft,
        };
        return WithIPv6(text, isNft).Read();
    }

    /// <summary>Reads the names of ipsets; null if they could not be listed.</summary>
    public IReadOnlyList<string>? ReadSets()
    {
        if (!Directory.Exists("/sys/module/ip_set"))
        {
            return [];
        }

        return Run(HostTools.Find("ipset"), "list -n", "ipset")?.Split(['\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsNft(string path)
    {
        using var root = FileRoot.Open("/");
        using var file = root.Find(path);
        return file is not null && NativeFile.LinkTarget(FileRoot.ProcPath(file))?.Contains("nft") == true;
    }

    /// <summary>Adds the rules for IPv6. A machine without the tools has no such rules, so that is no gap.</summary>
    private FirewallText WithIPv6(FirewallText text, bool isNft)
    {
        var nftSave = HostTools.Find("ip6tables-nft-save") ?? (isNft ? HostTools.Find("ip6tables-save") : null);
        var legacySave = HostTools.Find("ip6tables-legacy-save") ?? (isNft ? null : HostTools.Find("ip6tables-save"));
        var isLegacyUsed = Tables("ip6_tables_names") is not "";
        return text with
        {
            Ip6tables = nftSave is null ? null : Run(nftSave, "", "ip6tables-save"),
            Ip6tablesLegacy =
                !isLegacyUsed ? ""
                : legacySave is null ? null
                : Run(legacySave, "", "ip6tables-legacy-save"),
        };
    }

    // Names of the legacy tables in use in the host's namespace; "" if there are none or the module isn't loaded.
    private string Tables(string file) => BoundedText.Proc($"{host.NetworkFolder}/net/{file}", 4096)?.Trim() ?? "";

    private string? Run(string? path, string arguments, string name)
    {
        if (path is null)
        {
            gaps.Add(GapKind.NotThere, Subject, $"{name} isn't installed", $"install {name} on this machine");
            return null;
        }

        var outcome = HostTools.Run(path, arguments, host.OtherNamespaceFile, Limit, MostBytes, cancellationToken);
        log.Verbose($"Ran {path} {arguments}".TrimEnd() + (outcome.Problem is null ? "." : $": {outcome.Problem}"));
        if (outcome.Kind == GapKind.NeedsRoot)
        {
            // The legacy tools ask for a raw socket too.
            gaps.Refused($"{Subject}: {name}", Capabilities.Has(Capability.NetAdmin) ? Capability.NetRaw : Capability.NetAdmin);
        }
        else if (outcome.Problem is not null)
        {
            gaps.Add(outcome.Kind, Subject, outcome.Problem);
        }

        return outcome.Output;
    }
}
