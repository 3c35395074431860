using System.Management.Automation;

namespace NetAudit.PowerShell;

/// <summary>A cmdlet whose probes may make networks on the engine, if the user allows it.</summary>
public abstract class NetworkMakingCmdlet : ProbingCmdlet
{
    /// <summary>
    /// Lets the checks IPOverlap and SubnetRestriction make small networks without containers on the engine. They are removed even after
    /// Ctrl-C or an error. Networks that an earlier, killed run left are removed too.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowTemporaryNetwork { get; set; }

    private protected sealed override bool MayMakeNetworks => AllowTemporaryNetwork;
}
