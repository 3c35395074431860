using NetAudit.Snapshots;

namespace NetAudit.Collection.Formats;

/// <summary>Which processes matter.</summary>
internal static class HostProcesses
{
    /// <summary>The process, secrets withheld, or null where it doesn't matter to a network solution.</summary>
    public static HostProcess? Read(int pid, IReadOnlyList<string> commandLine) => throw new NotImplementedException();
}
