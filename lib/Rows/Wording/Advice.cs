using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>How to audit an aspect so that its question is answered: a command that can be pasted, and its requirements.</summary>
/// <param name="When">The requirement: "while the agent runs"; "" for none.</param>
/// <param name="Switches">Switches besides -Solution and -Aspect: "-Probe"; "" for none.</param>
/// <param name="NeedsRoot">Whether it needs root's rights on the host.</param>
/// <param name="IsOfRecord">Whether a recorded host can answer it too, and not only the live one.</param>
internal sealed record Advice(string When, string Switches = "", bool NeedsRoot = false, bool IsOfRecord = false)
{
    public const string Probe = "-Probe";

    public const string Trial = "-Probe -AllowTemporaryNetwork";

    private const string Verbose = "-Verbose";

    /// <summary>No command answers it here.</summary>
    public static readonly Advice None = new("");

    /// <summary>
    /// The command, which is meant to be pasted. It contains only ids and the user's own path, and no name that comes from a host.
    /// </summary>
    /// <param name="solution">The solution's id.</param>
    /// <param name="aspect">The aspect's id.</param>
    /// <param name="host">
    /// The host. If it was already read as root, the command doesn't ask for root; it shows why the facts were not seen.
    /// </param>
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
