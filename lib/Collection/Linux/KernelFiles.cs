using System.Text;
using NetAudit.Collection.Formats;
using NetAudit.Platform.Netlink;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>
/// Files of /proc that tell of a network namespace. Which namespace a file of /proc/sys/net and /proc/thread-self/net tells of is settled
/// when
/// it is opened: so they are opened inside, and read outside, by any thread.
/// </summary>
internal sealed class KernelFiles
{
    private const int LargestSetting = 4096;
    private const int LargestTable = 8 * 1024 * 1024;
    private const string Net = "/proc/thread-self/net/";

    // The first of them, as all namespaces are asked for them.
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
    private readonly Dictionary<string, string?> _counts = new(StringComparer.Ordinal);
    private readonly byte[] _buffer = new byte[4096];

    /// <param name="opened">What became of <see cref="Kinds"/> or <see cref="Counts"/>, in their order.</param>
    public KernelFiles(IEnumerable<KernelSocket> opened)
    {
        foreach (var (path, file) in s_paths.Zip(opened, (path, file) => (path, file)).Where(pair => pair.file.Error == 0))
        {
            _files.Add(path, file);
        }
    }

    /// <summary>The files, to be opened inside. One that isn't there is nothing that the kernel, or the namespace, has.</summary>
    public static IReadOnlyList<SocketKind> Kinds { get; } = [.. s_paths.Select(SocketKind.File)];

    /// <summary>
    /// Those that count sockets, which save more time than they take. The kernel looks a setting up among those of all namespaces, so that
    /// settings of hundreds of containers take longer than all else.
    /// </summary>
    public static IReadOnlyList<SocketKind> Counts { get; } = [.. s_counts.Select(SocketKind.File)];

    /// <summary>The settings among them, by sysctl's names; null if none could be opened.</summary>
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

    /// <summary>What IPVS holds: nothing where the kernel has none there; null if the namespace's files can't be read at all.</summary>
    public IpvsFacts? Ipvs() =>
        Text(Net + "ip_vs", LargestTable) is { } services ? IpvsText.Read(services, Text(Net + "ip_vs_stats", LargestSetting))
        : _files.ContainsKey(Net + "snmp") ? new IpvsFacts()
        : null;

    /// <summary>What the kernel has counted of protocols.</summary>
    public IReadOnlyDictionary<string, long>? Counters() =>
        Text(Net + "snmp", LargestTable) is { } snmp ? ProtocolCounters.Read(snmp + "\n" + Text(Net + "netstat", LargestTable)) : null;

    /// <summary>
    /// How many sockets of "TCP" or "UDP" the namespace had when this was asked first; null if the kernel doesn't say.
    /// </summary>
    public int? SocketsInUse(string protocol, byte family)
    {
        var (file, name) = family == AddressFamilies.IPv6 ? ("sockstat6", protocol + "6") : ("sockstat", protocol);
        if (!_counts.TryGetValue(file, out var text))
        {
            // A file that was read stands at its end.
            _counts.Add(file, text = Text(Net + file, LargestSetting));
        }

        return text is null ? null : SocketCounts.InUse(text, name);
    }

    /// <summary>Null where it isn't there, can't be read, or is longer than any such file.</summary>
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
