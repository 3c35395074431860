using NetAudit.Collection.Linux.Processes;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Netlink;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>One collection from this machine's kernel: its steps, those that don't need each other at the same time.</summary>
internal sealed class LinuxCollection(
    HostScope host,
    IReadOnlyList<Container> containers,
    GapList gaps,
    ICollectionLog log,
    CancellationToken cancellationToken
)
{
    private static readonly TimeSpan FilesLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WeaveLimit = TimeSpan.FromSeconds(2);

    private readonly ContainerReader _containers = new(host, containers, gaps, log, cancellationToken);

    public async Task<LinuxFacts> RunAsync()
    {
        var files = ReadFilesAsync();
        var resolvers = _containers.ReadResolversAsync();
        var namespaces = new OtherNamespaces(host, _containers, gaps, log, cancellationToken).ReadAsync();
        var processes = host.ReadProcesses();
        if (processes is null)
        {
            gaps.NeedsRoot("processes");
        }

        var hostNamespace = await ReadHostAsync().ConfigureAwait(false);
        var weave = await ReadWeaveAsync(hostNamespace, processes).ConfigureAwait(false);
        var (containerNamespaces, engineNamespaces) = await namespaces.ConfigureAwait(false);
        var (hostFiles, resolver) = await files.ConfigureAwait(false);
        return new LinuxFacts
        {
            HostNamespace = hostNamespace,
            ContainerNamespaces = containerNamespaces,
            EngineNamespaces = engineNamespaces,
            ContainerResolvers = await resolvers.ConfigureAwait(false),
            Processes = processes,
            Files = hostFiles,
            Resolver = resolver,
            KernelModules = ModuleReader.Read(),
            Weave = weave,
            Gaps = gaps.ToList(),
        };
    }

    private async Task<NetworkNamespace?> ReadHostAsync()
    {
        if (host.NetworkNamespace is null)
        {
            gaps.NeedsRoot("host namespace");
            return null;
        }

        var owners = SocketOwners.Find(
            host.Processes.Where(process => process.NetworkNamespace == host.NetworkNamespace),
            cancellationToken
        );
        if (!Self.IsRoot)
        {
            gaps.NeedsRoot("host namespace: owners of sockets");
        }

        try
        {
            return await Task.Run(() => ReadHost(owners), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or NetlinkException)
        {
            gaps.Add("host namespace", problem, "run as root on the host");
            return null;
        }
    }

    private NetworkNamespace ReadHost(IReadOnlyDictionary<uint, SocketOwner> owners)
    {
        var read = ReadKernel(owners);
        log.Verbose($"Read the host's network namespace: {read.Links?.Count ?? 0} links, {read.Routes?.Count ?? 0} routes.");
        if (!Self.IsRoot)
        {
            gaps.NeedsRoot("host namespace: firewall");
            return read;
        }

        var firewall = new HostFirewall(host, gaps, log, cancellationToken);
        return read with { Firewall = firewall.Read(), IpSets = firewall.ReadSets() };
    }

    private NetworkNamespace ReadKernel(IReadOnlyDictionary<uint, SocketOwner> owners)
    {
        var sockets = host.OpenSockets(NamespaceReader.Sockets);
        try
        {
            return new NamespaceReader().Read(
                sockets,
                inode => owners.TryGetValue(inode, out var owner) ? owner : null,
                gap => gaps.Add(gap.Kind, $"host namespace: {gap.Subject}", gap.Reason)
            );
        }
        finally
        {
            NamespaceSockets.CloseAll(sockets);
        }
    }

    private async Task<(IReadOnlyList<HostFile> Files, Resolver? Resolver)> ReadFilesAsync()
    {
        try
        {
            return await Deadline
                .RunAsync(
                    () =>
                    {
                        using var root = host.OpenRoot();
                        var reader = new HostFileReader(root, gaps, cancellationToken);
                        return (reader.Read(), reader.ReadResolver());
                    },
                    FilesLimit,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException)
        {
            gaps.NeedsRoot("files");
        }
        catch (Exception problem) when (problem is IOException or TimeoutException)
        {
            gaps.Add("files", problem);
        }

        return ([], null);
    }

    private async Task<WeaveReport?> ReadWeaveAsync(NetworkNamespace? hostNamespace, IReadOnlyList<HostProcess>? processes)
    {
        if (!WeaveReportReader.MayAnswer(hostNamespace, processes))
        {
            return null;
        }

        try
        {
            var report = await Deadline
                .RunAsync(
                    () => WeaveReportReader.Ask(host.OpenSockets([SocketKind.Tcp])[0], WeaveLimit, cancellationToken),
                    WeaveLimit,
                    cancellationToken
                )
                .ConfigureAwait(false);
            log.Verbose("Read the Weave router's report.");
            return report;
        }
        catch (Exception problem) when (problem is IOException or TimeoutException)
        {
            gaps.Add(
                "weave report",
                problem,
                "curl -H 'Accept: application/json' 127.0.0.1:6784/report on the host shows whether it answers"
            );
            return null;
        }
    }
}
