using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>A cmdlet whose probes may make networks on the engine, where they are allowed to.</summary>
public abstract class NetworkMakingCmdlet : ProbingCmdlet
{
    /// <summary>
    /// Lets the checks IPOverlap and SubnetRestriction make small networks on the engine, without containers; they are removed also after
    /// Ctrl-C or an error.
    /// Networks that an earlier run left because it was killed are removed too.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowTemporaryNetwork { get; set; }

    private protected sealed override bool MayMakeNetworks => AllowTemporaryNetwork;
}
