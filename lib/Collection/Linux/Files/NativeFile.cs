using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using NetAudit.Platform;

namespace NetAudit.Collection.Linux.Files;

/// <summary>A file's type, independent of its name.</summary>
internal readonly record struct FileFacts(ushort Mode, uint Owner, ulong Inode, ulong Device)
{
    private const int KindMask = 0xF000;

    public bool IsLink => (Mode & KindMask) == 0xA000;

    public bool IsRegular => (Mode & KindMask) == 0x8000;
}

/// <summary>File calls that .NET lacks: opening without following or reading, a handle's type, a link's target.</summary>
internal static class NativeFile
{
    private const int NotAFolder = 20,
        NameTooLong = 36;
    private const int CloseOnExec = 0x80000,
        PathOnly = 0x200000;
    private const int CurrentFolder = -100,
        EmptyPath = 0x1000,
        BasicStats = 0x7FF;
    private const int StatxSize = 256;
    private const int LongestTarget = 4096;

    // The one flag here whose number depends on the processor; 8 is Architecture.Ppc64le, which netstandard2.0 doesn't name.
    private static int NoFollow =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or (Architecture)8 ? 0x8000 : 0x20000;

    /// <summary>
    /// Opens a handle on the file at a path, links followed. The handle can't be read from; nothing is opened, so no device or pipe
    /// notices.
    /// </summary>
    public static SafeFileHandle Open(string path) =>
        Handle(openat(CurrentFolder, Bytes(path), PathOnly | CloseOnExec, 0), path)
        ?? throw new FileNotFoundException("No such file.", path);

    /// <summary>Opens a handle on a name in a folder; a link in last place isn't followed. Null if the name is missing.</summary>
    public static SafeFileHandle? OpenIn(SafeFileHandle folder, string name) =>
        Handle(openat((int)folder.DangerousGetHandle(), Bytes(name), PathOnly | NoFollow | CloseOnExec, 0), name);

    /// <summary>Returns the type of a handle's file.</summary>
    public static FileFacts Facts(SafeFileHandle file) => Facts((int)file.DangerousGetHandle(), "", EmptyPath);

    /// <summary>Returns the type of the file that a path leads to.</summary>
    public static FileFacts Facts(string path) => Facts(CurrentFolder, path, 0);

    /// <summary>Returns a link's target, as it is written.</summary>
    public static string LinkTarget(SafeFileHandle link) =>
        Text(readlinkat((int)link.DangerousGetHandle(), Bytes(""), Buffer(out var buffer), (IntPtr)buffer.Length), buffer)
        ?? throw Problem("a link");

    /// <summary>Returns the target of the link at a path; null if it is gone or may not be read.</summary>
    public static string? LinkTarget(string path)
    {
        // Lent: each process has such links.
        var buffer = ArrayPool<byte>.Shared.Rent(LongestTarget);
        try
        {
            return Text(readlinkat(CurrentFolder, Bytes(path), buffer, (IntPtr)LongestTarget), buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// Reads the target of a link in a folder. Returns its length in bytes, or less than 0 if it is gone or may not be read. A target
    /// longer than the buffer is cut off.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The link's name with a NUL after it.</param>
    /// <param name="target">Filled.</param>
    public static int LinkTarget(SafeFileHandle folder, byte[] name, byte[] target) =>
        (int)readlinkat((int)folder.DangerousGetHandle(), name, target, (IntPtr)target.Length);

    private static FileFacts Facts(int folder, string path, int flags)
    {
        // struct statx has one layout on all processors, which struct stat has not.
        var stat = new byte[StatxSize];
        if (statx(folder, Bytes(path), flags, BasicStats, stat) != 0)
        {
            throw Problem(path);
        }

        return new FileFacts(
            BitConverter.ToUInt16(stat, 28),
            BitConverter.ToUInt32(stat, 20),
            BitConverter.ToUInt64(stat, 32),
            (BitConverter.ToUInt32(stat, 136) * 0x1_0000_0000UL) + BitConverter.ToUInt32(stat, 140)
        );
    }

    private static SafeFileHandle? Handle(int descriptor, string path)
    {
        if (descriptor >= 0)
        {
            return new SafeFileHandle((IntPtr)descriptor, ownsHandle: true);
        }

        return LibC.LastError() is Errno.NoEntry or NotAFolder or NameTooLong ? null : throw Problem(path);
    }

    private static Exception Problem(string path)
    {
        var error = LibC.LastError();
        var message = $"{path}: {new Win32Exception(error).Message}";
        return error is Errno.AccessDenied or Errno.NotPermitted ? new UnauthorizedAccessException(message) : new IOException(message);
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + "\0");

    private static byte[] Buffer(out byte[] buffer) => buffer = new byte[LongestTarget];

    private static string? Text(IntPtr length, byte[] buffer) => (long)length < 0 ? null : Encoding.UTF8.GetString(buffer, 0, (int)length);

    [DllImport("libc", SetLastError = true)]
    private static extern int openat(int folder, byte[] path, int flags, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr readlinkat(int folder, byte[] path, byte[] buffer, IntPtr size);

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] result);
}
