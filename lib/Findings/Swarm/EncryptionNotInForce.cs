using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// The kernel lacks the engine's ESP states or IPsec policy for an encrypted network with endpoints on another host. Its packets are
/// dropped, or leave unencrypted (before 20.10.24 and 23.0.3, CVE-2023-28841). A network that no other host uses needs no state.
/// </summary>
internal sealed class EncryptionNotInForce : OverlayFindingRule
{
    /// <inheritdoc />
    public override HostFacts Needs => HostFacts.Networks | HostFacts.XfrmStates;

    /// <inheritdoc />
    protected override IEnumerable<Finding> Find(HostContext host, OverlayView view)
    {
        var isUsed = view.Standing is not null || view.Local.Count > 0;
        if (!view.IsEncrypted || !isUsed || !OverlayEncryption.CanUsePort(view))
        {
            yield break;
        }

        if (OverlayEncryption.HostsWithoutState(view) is { Count: > 0 } stateless)
        {
            yield return WithoutState(host.Snapshot, view, stateless);
        }
        else if (OverlayEncryption.HostsWithoutPolicy(view) is { Count: > 0 } clear)
        {
            yield return WithoutPolicy(view, clear);
        }
    }

    private static Finding WithoutPolicy(OverlayView view, IReadOnlyList<string> clear) =>
        Found(
                Severity.Error,
                Subject(view),
                $"Packets of the encrypted network {view.Network.Name} to {TruncatedList.Join(clear)} leave unencrypted, "
                    + $"and are dropped there: the kernel has no IPsec policy for UDP {view.Port} to "
                    + (clear.Count == 1 ? "it." : "them."),
                $"systemctl restart docker # sets IPsec states and policies up again",
                [
                    EvidenceFactory.Network(view.Network, "option encrypted"),
                    new Evidence("ip xfrm policy", $"no dir out policy to {clear[0]} for dport {view.Port}"),
                    .. Peers(view, clear),
                ]
            )
            .Because(
                $"the kernel has no IPsec policy for UDP {view.Port}, and the other end drops unencrypted packets",
                new()
                {
                    Networks = [view.Network.Name],
                    Peers = clear,
                    IsOfEncryption = true,
                }
            );

    private static Finding WithoutState(HostSnapshot host, OverlayView view, IReadOnlyList<string> lacking)
    {
        var states = host.HostNamespace!.XfrmStates!.Where(state => state.Protocol == "esp")
            .Take(3)
            .Select(state => $"{state.Source} to {state.Destination}")
            .ToList();
        return Found(
                Severity.Error,
                Subject(view),
                Message(view, lacking),
                $"modprobe -a xfrm_user xfrm_algo esp4 rfc4106 gcm && systemctl restart docker # sets the states up again; "
                    + $"UDP {view.Port} and IP protocol 50 (ESP) must pass between the hosts",
                [
                    EvidenceFactory.Network(view.Network, "option encrypted"),
                    new Evidence("ip xfrm state", states.Count == 0 ? "no esp" : $"esp {string.Join(", ", states)}"),
                    .. Peers(view, lacking),
                ]
            )
            .Because(
                $"the kernel has no ESP state for the encrypted network {view.Network.Name}",
                new()
                {
                    Networks = [view.Network.Name],
                    Peers = lacking,
                    IsOfEncryption = true,
                }
            );
    }

    /// <summary>With an IPsec policy but no ESP state, the kernel drops the packets. With neither, it sends them unencrypted.</summary>
    private static string Message(OverlayView view, IReadOnlyList<string> lacking)
    {
        var (network, hosts) = (view.Network.Name, TruncatedList.Join(lacking));
        var them = lacking.Count == 1 ? "it" : "them";
        return OverlayEncryption.WithoutState(view, lacking) switch
        {
            UnprotectedPackets.Lost =>
                $"Nothing of the encrypted network {network} crosses between this host and {hosts}: by its IPsec policies "
                    + $"the kernel must encrypt the packets, and it has no ESP state for {them}.",
            UnprotectedPackets.LeaveInClear =>
                $"Packets of the encrypted network {network} leave unencrypted between this host and {hosts}: the kernel "
                    + $"has neither an ESP state for {them} nor a policy that demands one.",
            _ => $"The encrypted network {network} is cut or unencrypted between this host and {hosts}: "
                + $"the kernel has no ESP state for {them}.",
        };
    }

    private static IEnumerable<Evidence> Peers(OverlayView view, IReadOnlyList<string> lacking)
    {
        var tasks = view.RemoteTasks.Where(task => lacking.Contains(task.HostAddress!)).Take(2).ToList();
        return tasks.Count > 0
            ? tasks.Select(task => EvidenceFactory.Network(view.Network, $"{task.Name} is on {task.HostAddress}"))
            : view
                .ForwardingEntries.Where(entry => lacking.Contains(entry.Destination!))
                .Take(2)
                .Select(entry => EvidenceFactory.Forwarding(view.Standing?.Name, entry));
    }
}
