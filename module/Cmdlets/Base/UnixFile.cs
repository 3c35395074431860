using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace NetAudit.PowerShell;

/// <summary>A Linux file's kind, owner and mode, which netstandard has no API for.</summary>
internal sealed class UnixFile
{
    private const int KindMask = 0xF000,
        RegularKind = 0x8000,
        ModeMask = 0xFFF;
    private const int CurrentFolder = -100,
        NotThroughLinks = 0x100;
    private const uint BasicStats = 0x7FF;
    private const int StatxSize = 256;
    private const int WriteOnly = 0x1,
        Create = 0x40,
        Exclusive = 0x80,
        CloseOnExec = 0x80000;

    private readonly uint _owner;
    private readonly uint _group;
    private readonly int _kindAndMode;

    private UnixFile(byte[] stat)
    {
        // struct statx has one layout on all processors.
        _owner = BitConverter.ToUInt32(stat, 20);
        _group = BitConverter.ToUInt32(stat, 24);
        _kindAndMode = BitConverter.ToUInt16(stat, 28);
    }

    public static bool IsHere => RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <summary>Whether it is a regular file: no link, device, pipe or socket.</summary>
    public bool IsRegular => (_kindAndMode & KindMask) == RegularKind;

    /// <summary>The file at a path, without following links; null if there is none, or it can't be read.</summary>
    public static UnixFile? Find(string path)
    {
        var stat = new byte[StatxSize];
        return statx(CurrentFolder, Bytes(path), NotThroughLinks, BasicStats, stat) == 0 ? new UnixFile(stat) : null;
    }

    /// <summary>Creates a new file that only its owner may read and write.</summary>
    public static FileStream CreatePrivate(string path)
    {
        var descriptor = open(Bytes(path), WriteOnly | Create | Exclusive | CloseOnExec, Convert.ToInt32("600", 8));
        return descriptor < 0
            ? throw Problem(path)
            : new FileStream(new SafeFileHandle((IntPtr)descriptor, ownsHandle: true), FileAccess.Write, 4096);
    }

    /// <summary>Gives another file this one's owner, group and mode.</summary>
    /// <exception cref="UnauthorizedAccessException">Only root may give a file to another user.</exception>
    public void GiveTo(string path)
    {
        var isTheSame = Find(path) is { } other && other._owner == _owner && other._group == _group;
        if ((!isTheSame && lchown(Bytes(path), _owner, _group) != 0) || chmod(Bytes(path), _kindAndMode & ModeMask) != 0)
        {
            throw Problem(path);
        }
    }

    /// <summary>Gives a new file the usual mode, as the umask sets it.</summary>
    public static void GiveUsualMode(string path)
    {
        var mask = UsualMask();
        if (chmod(Bytes(path), Convert.ToInt32("666", 8) & ~mask) != 0)
        {
            throw Problem(path);
        }
    }

    // Reading umask() also sets it, which other threads would notice.
    private static int UsualMask()
    {
        const string Name = "Umask:";
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(text => text.StartsWith(Name, StringComparison.Ordinal));
        return line is null ? Convert.ToInt32("022", 8) : Convert.ToInt32(line[Name.Length..].Trim(), 8);
    }

    private static Exception Problem(string path)
    {
        const int NotPermitted = 1,
            AccessDenied = 13;
        var error = Marshal.GetLastWin32Error();
        var message = $"'{path}': {new Win32Exception(error).Message}";
        return error is NotPermitted or AccessDenied ? new UnauthorizedAccessException(message) : new IOException(message);
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + "\0");

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] result);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int lchown(byte[] path, uint owner, uint group);

    [DllImport("libc", SetLastError = true)]
    private static extern int chmod(byte[] path, int mode);
}
