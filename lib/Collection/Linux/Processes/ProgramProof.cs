using System.Globalization;
using NetAudit.Collection.Linux.Files;

namespace NetAudit.Collection.Linux.Processes;

/// <summary>
/// Whether a process is the agent that its command line names. Any user may start a program under any name. So only root's own processes
/// are trusted, and others if the program's file has that name and belongs to root.
/// </summary>
internal static class ProgramProof
{
    private const string Deleted = " (deleted)";

    /// <summary>Checks a process. If it may not be looked at, as another user's program without root, it is trusted.</summary>
    public static bool Confirms(int pid, string name)
    {
        if (OwnerOf(pid) is null or 0 || NativeFile.LinkTarget($"/proc/{pid}/exe") is not { } program)
        {
            return true;
        }

        try
        {
            return Confirms(program, NativeFile.Facts($"/proc/{pid}/exe").Owner, name);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return true; // It has ended meanwhile, or may not be looked at.
        }
    }

    internal static bool Confirms(string program, uint owner, string name)
    {
        var file = program.EndsWith(Deleted, StringComparison.Ordinal) ? program[..^Deleted.Length] : program;
        return owner == 0 && file[(file.LastIndexOf('/') + 1)..] == name;
    }

    private static uint? OwnerOf(int pid)
    {
        const string Name = "Uid:";
        var line = (BoundedText.Proc($"/proc/{pid}/status", 4096) ?? "")
            .Split('\n')
            .FirstOrDefault(text => text.StartsWith(Name, StringComparison.Ordinal));
        var first = line?[Name.Length..].Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return uint.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var owner) ? owner : null;
    }
}
