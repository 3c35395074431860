using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>How to audit an aspect so that its question is answered: a command that can be pasted, and what it takes.</summary>
/// <param name="When">What it takes: "while the agent runs"; "" for nothing.</param>
/// <param name="Switches">Switches beside the solution's and aspect's: "-Probe"; "" for none.</param>
/// <param name="NeedsRoot">Whether it takes root's rights on the host.</param>
/// <param name="IsOfRecord">Whether a recorded host answers it too, rather than the live one alone.</param>
internal sealed record Advice(string When, string Switches = "", bool NeedsRoot = false, bool IsOfRecord = false)
{
    public const string Probe = "-Probe";

    public const string Trial = "-Probe -AllowTemporaryNetwork";

    private const string Verbose = "-Verbose";

    /// <summary>There is no command that answers it here.</summary>
    public static readonly Advice None = new("");

    /// <summary>The command. Ids and the user's own path are in it, no name that a host gives: it is meant to be pasted.</summary>
    /// <param name="solution">The solution's id.</param>
    /// <param name="aspect">The aspect's id.</param>
    /// <param name="host">The host. If it was read as root, root isn't told to be root, but where to see what was in the way.</param>
    public string Command(string solution, string aspect, HostSnapshot host)
    {
        if (this == None)
        {
            return "";
        }

        var isRoot = RootRights.AreSeen(host);
        var isSilent = NeedsRoot && isRoot && When.Length == 0 && Switches.Length == 0;
        var switches = isSilent ? Verbose : Switches;
        var isForLive = HostArgument.IsRecorded(host) && !IsOfRecord && !isSilent;
        var takesRoot = (NeedsRoot && !isRoot) || Switches == Probe;
        var where =
            isForLive ? (takesRoot ? "on the live host, as root" : "on the live host")
            : NeedsRoot && !isRoot ? "as root on the host"
            : "";
        string[] parts = [where, isSilent ? "says why it was not seen" : When];
        var comment = string.Join(", ", parts.Where(part => part.Length > 0));
        return $"Get-OverlayFeature -Solution {solution} -Aspect {aspect}"
            + (switches.Length == 0 ? "" : $" {switches}")
            + (isForLive ? "" : HostArgument.Find(host))
            + (comment.Length == 0 ? "" : $" # {comment}");
    }
}
