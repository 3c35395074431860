using NetAudit.Collection.Linux.Processes;
using NetAudit.Platform;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>Describes a read that the kernel refused: which right it needs, and how this process can get it.</summary>
internal sealed record MissingRight(GapKind Kind, string Reason, string Remedy)
{
    /// <summary>For a read by this thread that the kernel just refused.</summary>
    public static MissingRight OfThisThread(Capability needed) => Create(needed, Self.IsRoot, Capabilities.Has(needed));

    /// <summary>For a process that is root or not, and has the right or not.</summary>
    public static MissingRight Create(Capability needed, bool isRoot, bool has) =>
        (isRoot, has) switch
        {
            (_, true) => new(
                GapKind.Refused,
                $"refused, though this process has {needed.Name()}",
                "see whether AppArmor, SELinux, seccomp or a user namespace refuses it (docker run --security-opt=apparmor=unconfined)"
            ),
            (true, false) => new(GapKind.NeedsRoot, $"needs {needed.Name()}", $"run with {needed.Name()}"),
            _ => new(GapKind.NeedsRoot, $"needs root ({needed.Name()})", "run as root on the host"),
        };
}
