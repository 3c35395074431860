using System.Text;
using NetAudit.Collection.Formats;
using NetAudit.Platform.Netlink;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>
/// Reads a network namespace's files in /proc. A file of /proc/sys/net or /proc/thread-self/net belongs to the namespace in which it is
/// opened. So the files are opened inside, and any thread may read them outside.
/// </summary>
internal sealed class KernelFiles
{
    private const int LargestSetting = 4096;
    private const int LargestTable = 8 * 1024 * 1024;
    private const string Net = "/proc/thread-self/net/";

    // First in the list, as all namespaces are asked for them.
    private static readonly string[] s_counts = [Net + "sockstat", Net + "sockstat6"];

    private static readonly string[] s_paths =
    [
        .. s_counts,
        .. SysctlNames.Fixed.Select(SysctlNames.PathOf),
        Net + "ip_vs",
        Net + "ip_vs_stats",
        Net + "snmp",
        Net + "netstat",
    ];

    private readonly Dictionary<string, KernelSocket> _files = new(StringComparer.Ordinal);
    private readonly byte[] _buffer = new byte[4096];
    private IReadOnlyDictionary<string, int>? _counts;

    /// <param name="opened">The opened files of <see cref="Kinds"/> or <see cref="Counts"/>, in the same order.</param>
    public KernelFiles(IEnumerable<KernelSocket> opened)
    {
        foreach (var (path, file) in s_paths.Zip(opened, (path, file) => (path, file)).Where(pair => pair.file.Error == 0))
        {
            _files.Add(path, file);
        }
    }

    /// <summary>The files to open inside the namespace. If one doesn't exist, the kernel or the namespace lacks that part.</summary>
    public static IReadOnlyList<SocketKind> Kinds { get; } = [.. s_paths.Select(SocketKind.File)];

    /// <summary>
    /// The files that count sockets; reading them saves more time than it takes. The kernel looks a setting up among those of all
    /// namespaces, so settings of hundreds of containers would take longer than all else.
    /// </summary>
    public static IReadOnlyList<SocketKind> Counts { get; } = [.. s_counts.Select(SocketKind.File)];

    /// <summary>Reads the kernel settings, by sysctl's names; null if none could be read.</summary>
    public IReadOnlyDictionary<string, long>? Settings()
    {
        var settings = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in SysctlNames.Fixed)
        {
            if (Text(SysctlNames.PathOf(name), LargestSetting) is { } text && SysctlText.Number(text) is { } value)
            {
                settings[name] = value;
            }
        }

        return settings.Count > 0 ? settings : null;
    }

    /// <summary>
    /// Reads the namespace's IPVS table: empty if the kernel has no IPVS there; null if the namespace's files can't be read at all.
    /// </summary>
    public IpvsFacts? Ipvs() =>
        Text(Net + "ip_vs", LargestTable) is { } services ? IpvsText.Read(services, Text(Net + "ip_vs_stats", LargestSetting))
        : _files.ContainsKey(Net + "snmp") ? new IpvsFacts()
        : null;

    /// <summary>Reads the kernel's protocol counters; null if they can't be read.</summary>
    public IReadOnlyDictionary<string, long>? Counters() =>
        Text(Net + "snmp", LargestTable) is { } snmp ? ProtocolCounters.Read(snmp + "\n" + Text(Net + "netstat", LargestTable)) : null;

    /// <summary>The number of "TCP" or "UDP" sockets in the namespace at the first call; null if the kernel doesn't report it.</summary>
    public int? SocketsInUse(string protocol, byte family)
    {
        // An open file can be read only once: its position stays at the end.
        _counts ??= SocketCounts.InUse(string.Concat(s_counts.Select(path => Text(path, LargestSetting))));
        return _counts.TryGetValue(family == AddressFamilies.IPv6 ? protocol + "6" : protocol, out var count) ? count : null;
    }

    /// <summary>A file's text; null if it doesn't exist, can't be read, or is longer than the limit.</summary>
    private string? Text(string path, int limit)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            return null;
        }

        using var kept = new MemoryStream();
        int count;
        while ((count = file.Read(_buffer)) > 0 && kept.Length <= limit)
        {
            kept.Write(_buffer, 0, count);
        }

        return count == 0 ? Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length) : null;
    }
}
