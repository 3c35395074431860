using NetAudit.Collection.Linux.Processes;
using NetAudit.Model;
using NetAudit.Platform;
using NetAudit.Platform.Netlink;
using NetAudit.Platform.Sockets;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Linux;

/// <summary>One collection from this machine's kernel. Independent steps run at the same time.</summary>
internal sealed class LinuxCollection(HostScope host, GapList gaps, ICollectionLog log, CancellationToken cancellationToken)
{
    private static readonly TimeSpan FilesLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WeaveLimit = TimeSpan.FromSeconds(2);

    /// <summary>Reads all.</summary>
    /// <param name="findContainers">Gives the engine's containers when it has listed them, their processes found.</param>
    public async Task<LinuxFacts> RunAsync(Func<Task<IReadOnlyList<Container>>> findContainers)
    {
        // What is the host's own needs no containers.
        var files = ReadFilesAsync();
        var hostNamespace = ReadHostAsync();
        try
        {
            return await ReadAsync(await findContainers().ConfigureAwait(false), files, hostNamespace).ConfigureAwait(false);
        }
        finally
        {
            // Where another step failed, its error counts; the host's scope outlives those that use it.
            _ = await Task.WhenAny(Task.WhenAll(files, hostNamespace)).ConfigureAwait(false);
        }
    }

    private async Task<LinuxFacts> ReadAsync(
        IReadOnlyList<Container> containers,
        Task<(IReadOnlyList<HostFile> Files, Resolver? Resolver)> files,
        Task<NetworkNamespace?> readingHost
    )
    {
        var inside = new ContainerReader(host, containers, gaps, log, cancellationToken);
        var resolvers = inside.ReadResolversAsync();
        var namespaces = new OtherNamespaces(host, inside, gaps, log, cancellationToken).ReadAsync();
        var processes = host.ReadProcesses();
        if (processes is null)
        {
            gaps.Refused("processes", Capability.SysPtrace);
        }

        var hostNamespace = await readingHost.ConfigureAwait(false);
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
            gaps.Refused("host namespace", Capability.SysPtrace);
            return null;
        }

        try
        {
            return await Task.Run(ReadHostNamespaceAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or NetlinkException)
        {
            gaps.Add("host namespace", problem, Capability.SysAdmin);
            return null;
        }
    }

    private async Task<NetworkNamespace> ReadHostNamespaceAsync()
    {
        // The tools are separate processes, so they run while the kernel is read.
        var firewall = Capabilities.Has(Capability.NetAdmin)
            ? Task.Run(ReadFirewall, cancellationToken)
            : Task.FromResult<(Firewall?, IReadOnlyList<string>?)>((null, null));
        var read = ReadKernel();
        if (read.Links.OrNone().Any(LinkInTransit.MayBe))
        {
            log.Verbose("The engine may be moving a VXLAN link, so the host's network namespace is read again.");
            await Task.Delay(LinkInTransit.Wait, cancellationToken).ConfigureAwait(false);
            read = ReadKernel();
        }

        log.Verbose($"Read the host's network namespace: {read.Links?.Count ?? 0} links, {read.Routes?.Count ?? 0} routes.");
        if (!Capabilities.Has(Capability.NetAdmin))
        {
            gaps.Refused("host namespace: firewall", Capability.NetAdmin);
            return read;
        }

        var (rules, sets) = await firewall.ConfigureAwait(false);
        return read with { Firewall = rules, IpSets = sets };
    }

    private (Firewall? Rules, IReadOnlyList<string>? Sets) ReadFirewall()
    {
        var firewall = new HostFirewall(host, gaps, log, cancellationToken);
        return (firewall.Read(), firewall.ReadSets());
    }

    private NetworkNamespace ReadKernel()
    {
        var sockets = host.OpenSockets(NamespaceReader.Sockets);
        using var owners = new SocketOwners(host.Processes.Where(MayBeOfHost), cancellationToken);
        try
        {
            return new NamespaceReader().Read(sockets, owners.OwnerOf, NotSeen);
        }
        finally
        {
            NamespaceSockets.CloseAll(sockets);
            // If this process has the right and was still refused, the process looked at belongs to an outer user namespace, not to this
            // host.
            foreach (var right in owners.Refused.Where(right => !Capabilities.Has(right)))
            {
                gaps.Refused("host namespace: owners of sockets", right);
            }
        }
    }

    /// <summary>Whether a process may be in the host's network namespace. If its namespace isn't shown, it may be.</summary>
    private bool MayBeOfHost(ProcessEntry process) => process.NetworkNamespace is not { } name || name == host.NetworkNamespace;

    private void NotSeen(Gap gap)
    {
        var subject = $"host namespace: {gap.Subject}";
        if (gap.Kind == GapKind.NeedsRoot)
        {
            gaps.Refused(subject, Capability.NetAdmin);
        }
        else
        {
            gaps.Add(gap.Kind, subject, gap.Reason);
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
            gaps.Refused("files", Capability.SysPtrace);
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
