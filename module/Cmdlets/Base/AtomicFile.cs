using System.Text;

namespace NetAudit.PowerShell;

/// <summary>Writes files whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes the text beside the file first, then puts it in its place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="force">Whether a read-only file is replaced.</param>
    public static void Write(string path, string text, bool force)
    {
        var isThere = File.Exists(path);
        if (isThere && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
        {
            if (!force)
            {
                throw new UnauthorizedAccessException($"'{path}' is read-only.");
            }

            File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
        }

        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(beside, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
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
}
