using NetAudit.Snapshots;

namespace NetAudit.Findings;

/// <summary>The parts of a snapshot that rules need.</summary>
[Flags]
internal enum HostFacts
{
    None = 0,

    /// <summary>The engine's /info and /version.</summary>
    Engine = 1 << 0,

    /// <summary>The engine's networks.</summary>
    Networks = 1 << 1,

    /// <summary>The engine's containers.</summary>
    Containers = 1 << 2,

    /// <summary>Links and addresses of the host's own namespace.</summary>
    HostLinks = 1 << 3,

    /// <summary>Its routes.</summary>
    HostRoutes = 1 << 4,

    /// <summary>Its packet filter.</summary>
    HostFirewall = 1 << 5,

    /// <summary>Its IPsec states.</summary>
    XfrmStates = 1 << 6,

    /// <summary>Processes of engines and agents.</summary>
    Processes = 1 << 7,

    /// <summary>The namespaces that the engine keeps for its overlay networks.</summary>
    EngineNamespaces = 1 << 8,

    /// <summary>Weave's report.</summary>
    WeaveReport = 1 << 9,

    /// <summary>The swarm's nodes, which managers list.</summary>
    SwarmNodes = 1 << 10,

    /// <summary>The swarm's services, which managers list.</summary>
    SwarmServices = 1 << 11,

    /// <summary>Sockets that listen in the host's namespace.</summary>
    Listeners = 1 << 12,

    /// <summary>The swarm's tasks, which managers list.</summary>
    SwarmTasks = 1 << 13,

    /// <summary>Connections of the host's namespace.</summary>
    Connections = 1 << 14,

    /// <summary>Kernel settings of the host's namespace.</summary>
    Sysctls = 1 << 21,

    /// <summary>Its IPsec policies.</summary>
    XfrmPolicies = 1 << 15,

    /// <summary>Its protocol counters.</summary>
    ProtocolCounters = 1 << 16,

    /// <summary>Its link counters.</summary>
    LinkCounters = 1 << 17,

    /// <summary>The drivers of its links.</summary>
    LinkDrivers = 1 << 18,

    /// <summary>The kernel's modules.</summary>
    KernelModules = 1 << 19,

    /// <summary>The host's resolv.conf.</summary>
    Resolver = 1 << 20,

    /// <summary>The containers' network namespaces.</summary>
    ContainerNamespaces = 1 << 22,
}

/// <summary>Finds which facts a snapshot holds.</summary>
internal static class HostFactsSeen
{
    /// <summary>Returns the needed facts that the snapshot lacks, one flag each.</summary>
    public static IEnumerable<HostFacts> Missing(HostSnapshot host, HostFacts needed) =>
        Enum.GetValues(typeof(HostFacts))
            .Cast<HostFacts>()
            .Where(fact => fact != HostFacts.None && needed.HasFlag(fact) && !IsSeen(host, fact));

    private static bool IsSeen(HostSnapshot host, HostFacts fact) =>
        fact switch
        {
            HostFacts.Engine => host.Engine is not null,
            HostFacts.Networks => host.Networks is not null,
            HostFacts.Containers => host.Containers is not null,
            HostFacts.HostLinks => host.HostNamespace?.Links is not null,
            HostFacts.HostRoutes => host.HostNamespace?.Routes is not null,
            HostFacts.HostFirewall => host.SeenFirewall() is not null,
            HostFacts.XfrmStates => host.HostNamespace?.XfrmStates is not null,
            HostFacts.Processes => host.Processes is not null,
            HostFacts.EngineNamespaces => host.EngineNamespaces.Count > 0,
            HostFacts.WeaveReport => host.Weave is not null,
            HostFacts.SwarmNodes => host.Engine?.Nodes is not null,
            HostFacts.SwarmServices => host.Engine?.Services is not null,
            HostFacts.Listeners => host.HostNamespace?.Listeners is not null,
            HostFacts.SwarmTasks => host.Engine?.Tasks is not null,
            HostFacts.Connections => host.HostNamespace?.Connections is not null,
            HostFacts.Sysctls => host.HostNamespace?.Sysctls is not null,
            HostFacts.XfrmPolicies => host.HostNamespace?.XfrmPolicies is not null,
            HostFacts.ProtocolCounters => host.HostNamespace?.Counters is not null,
            HostFacts.LinkCounters => host.HostLinks().Any(link => link.Counters is not null),
            HostFacts.LinkDrivers => host.HostLinks().Any(link => link.Driver is not null),
            HostFacts.KernelModules => host.KernelModules is not null,
            HostFacts.Resolver => host.Resolver is not null,
            HostFacts.ContainerNamespaces => host.ContainerNamespaces.Count > 0,
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "No snapshot member is known for it."),
        };
}
