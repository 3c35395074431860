using System.Globalization;
using NetAudit.Collection.Formats;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Bundles;

/// <summary>Converts a bundle to a snapshot.</summary>
internal static class BundleReader
{
    /// <exception cref="NetAuditException">The bundle is damaged, unsafe, over a bound, or of an unknown version.</exception>
    public static HostSnapshot Read(IBundleFiles files, CancellationToken cancellationToken)
    {
        var bundle = Bundle.Open(files);
        var info = bundle.Object("engine/info.json");
        var containers = BundleEngine.Containers(bundle);
        var folders = BundleContainers.Folders(bundle, containers);
        cancellationToken.ThrowIfCancellationRequested();

        var snapshot = new HostSnapshot
        {
            Host = bundle.Description.Text("host") ?? info.Text("Name") ?? Path.GetFileName(bundle.Path),
            CollectedAt = Time(info.Text("SystemTime")) ?? Time(bundle.Description.Text("collectedAt")) ?? bundle.Newest.ToUniversalTime(),
            Origin = new RecordedOrigin(Path.GetFileName(bundle.Path.TrimEnd('/', '\\'))),
            Engine = SwarmStartFile.Add(BundleEngine.Facts(bundle, info), BundleHost.Files(bundle)),
            Networks = BundleEngine.Networks(bundle),
            Containers = containers is null
                ? null
                : [.. containers.Select(container => BundleContainers.WithResolver(bundle, container, folders))],
            HostNamespace = bundle.Under("host/").Any() ? BundleNamespace.Read(bundle, "host/") : null,
            ContainerNamespaces = Seen(Namespaces(bundle, folders, cancellationToken)),
            EngineNamespaces = Namespaces(
                bundle,
                bundle.Folders("namespaces/").ToDictionary(name => name, name => $"namespaces/{name}/"),
                cancellationToken
            ),
            KernelModules = bundle.Text("host/modules.txt") is { } modules
                ? [.. TextLines.Read(modules).Intersect(KernelModules.Told)]
                : null,
            Processes = BundleHost.Processes(bundle),
            Files = BundleHost.Files(bundle),
            Resolver = bundle.Text("host/files/etc/resolv.conf") is { } text ? ResolvConf.Read(text) : null,
            Weave = bundle.Object("weave/report.json") is { } report ? WeaveReportJson.Read(report) : null,
        };
        return snapshot with { Gaps = BundleGaps.Find(bundle, snapshot, folders) };
    }

    private static Dictionary<string, NetworkNamespace> Namespaces(
        Bundle bundle,
        IReadOnlyDictionary<string, string> folders,
        CancellationToken cancellationToken
    )
    {
        var namespaces = new Dictionary<string, NetworkNamespace>();
        foreach (var (name, folder) in folders.Select(pair => (pair.Key, pair.Value)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            namespaces[name] = BundleNamespace.Read(bundle, folder);
        }

        return namespaces;
    }

    /// <summary>
    /// Without namespaces that could not be entered. The engine's own are kept anyway: their names alone show which networks existed.
    /// </summary>
    private static Dictionary<string, NetworkNamespace> Seen(Dictionary<string, NetworkNamespace> namespaces) =>
        namespaces.Where(pair => pair.Value != new NetworkNamespace()).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
        && time.Year > 1
            ? time
            : null;
}
