using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.VersionOne;

/// <summary>The reasons for gaps that version 1 wrote.</summary>
internal static class GapReasons
{
    private static readonly (string Ending, GapKind Kind)[] Endings =
    [
        ("needs root", GapKind.NeedsRoot),
        ("needs root (EPERM)", GapKind.NeedsRoot),
        ("needs root (EACCES)", GapKind.NeedsRoot),
        (" is not in the bundle", GapKind.NotRecorded),
        (" isn't installed", GapKind.NotThere),
    ];

    private static readonly (string Beginning, GapKind Kind)[] Beginnings =
    [
        ("the engine refused: ", GapKind.Refused),
        ("no answer within ", GapKind.TimedOut),
        ("LEFT BEHIND, ", GapKind.StillThere),
    ];

    /// <summary>What kind of reason it is.</summary>
    public static GapKind KindOf(string reason)
    {
        foreach (var (ending, kind) in Endings)
        {
            if (reason.EndsWith(ending, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        foreach (var (beginning, kind) in Beginnings)
        {
            if (reason.StartsWith(beginning, StringComparison.Ordinal))
            {
                return kind;
            }
        }

        return ToolFailure.KindOf(reason);
    }
}
