using System.Text;

namespace NetAudit.PowerShell;

/// <summary>
/// Writes files completely or not at all, and regular files only. A report for /dev/stdout would replace the device with a file, and
/// another user's link could choose which file root overwrites.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes the text beside the file first, then replaces the file. An existing file keeps its owner and mode.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="force">Whether a read-only file is replaced.</param>
    /// <param name="isPrivate">Whether a new file is for its owner only.</param>
    /// <exception cref="IOException">The path isn't a regular file, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, string text, bool force, bool isPrivate = false)
    {
        var there = UnixFile.IsHere ? UnixFile.Find(path) : null;
        CheckPlain(path, there);
        var isThere = there is not null || File.Exists(path);
        if (isThere && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
        {
            CheckForced(path, force);
        }

        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = UnixFile.IsHere ? UnixFile.CreatePrivate(beside) : new FileStream(beside, FileMode.CreateNew))
            using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                writer.Write(text);
            }

            GiveRights(beside, there, isPrivate);
            if (isThere)
            {
                File.Replace(beside, path, destinationBackupFileName: null);
            }
            else
            {
                File.Move(beside, path);
            }
        }
        finally
        {
            File.Delete(beside);
        }
    }

    /// <summary>Refuses a path that exists and isn't a regular file.</summary>
    public static void CheckPlain(string path) => CheckPlain(path, UnixFile.IsHere ? UnixFile.Find(path) : null);

    private static void CheckPlain(string path, UnixFile? there)
    {
        var isLink = there is null && File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        if (isLink || there is { IsRegular: false })
        {
            throw new IOException(
                $"'{path}' is a link, device, pipe or folder, and only plain files are written. Name the file itself; "
                    + "for text on the screen or in a pipe, leave the path out."
            );
        }
    }

    private static void CheckForced(string path, bool force)
    {
        if (!force)
        {
            throw new UnauthorizedAccessException($"'{path}' is read-only.");
        }

        if (!UnixFile.IsHere)
        {
            File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
        }
    }

    private static void GiveRights(string beside, UnixFile? there, bool isPrivate)
    {
        if (there is not null)
        {
            there.GiveTo(beside);
        }
        else if (UnixFile.IsHere && !isPrivate)
        {
            UnixFile.GiveUsualMode(beside);
        }
    }
}
