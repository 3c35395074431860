using NetAudit.Model;
using NetAudit.Snapshots;
using NetAudit.Solutions;

namespace NetAudit.Findings;

/// <summary>
/// A container that isn't running because the engine could not set up its network, as State.Error says. It is an error if the same cause
/// will fail other containers too. If only its own settings are the cause, whoever started it has seen the message.
/// </summary>
internal sealed class ContainerStartFailed : IFindingRule
{
    /// <inheritdoc />
    public HostFacts Needs => HostFacts.Containers;

    /// <inheritdoc />
    public IEnumerable<Finding> Find(HostContext host) =>
        from container in host.Snapshot.Containers.OrNone()
        where container.Error is not null && !container.IsRunning
        let kind = container.ErrorKind ?? EngineErrorKind.Other
        where kind != EngineErrorKind.Other
        select new Finding
        {
            Severity = SeverityOf(kind),
            Subject = new(SubjectKind.Container, container.Name),
            Message =
                $"Container {container.Name} isn't running because its network could not be set up{Meaning(kind)}. "
                + $"{Reach(host.Snapshot, kind, container)}The engine says: {container.Error}",
            Repair = Remedy(host.Snapshot, kind, container),
            Evidence = [EvidenceFactory.Container(container, $"State.Error {container.Error}")],
            Scope = new()
            {
                Containers = [container.Name],
                Networks = [.. container.Endpoints.Select(endpoint => endpoint.NetworkName)],
                Errors = [kind],
            },
        };

    private static Severity SeverityOf(EngineErrorKind kind) =>
        kind switch
        {
            EngineErrorKind.Network or EngineErrorKind.NotAllowed or EngineErrorKind.EncryptionUnavailable => Severity.Information,
            EngineErrorKind.PortTaken or EngineErrorKind.AddressNotHere or EngineErrorKind.NetworkGone => Severity.Warning,
            _ => Severity.Error,
        };

    /// <summary>Says which other containers are affected, which explains the severity.</summary>
    private static string Reach(HostSnapshot host, EngineErrorKind kind, Container container) =>
        SeverityOf(kind) switch
        {
            Severity.Error => "Other containers can fail for the same reason. ",
            Severity.Information when kind == EngineErrorKind.NotAllowed && ForServices(host, container) is { } network =>
                $"Network {network.Name} takes only services' containers, and none that is started by hand. ",
            Severity.Information => "Only this container is concerned. ",
            _ => "",
        };

    /// <summary>The container's network that was made without --attachable.</summary>
    private static Network? ForServices(HostSnapshot host, Container container) =>
        container.Endpoints.Select(host.NetworkOf).FirstOrDefault(network => network is { Scope: "swarm", Attachable: false });

    private static string Meaning(EngineErrorKind kind) =>
        kind switch
        {
            EngineErrorKind.PortTaken => ": a port that it needs on the host is in use",
            EngineErrorKind.AddressNotHere => ": no link of the host has the address that it publishes a port on",
            EngineErrorKind.NetworkGone => ": one of its networks no longer exists",
            EngineErrorKind.NoAddress or EngineErrorKind.NoAddressPool => ": no address is left",
            EngineErrorKind.VxlanExists => ": a link of that name already exists",
            EngineErrorKind.NotSupported or EngineErrorKind.VxlanUnsupported =>
                ": the kernel has no such link (its module is missing, or not loaded)",
            EngineErrorKind.RuleRefused => ": a firewall rule could not be set",
            _ => "",
        };

    private static ShellText Remedy(HostSnapshot host, EngineErrorKind kind, Container container)
    {
        ShellText again = $"docker start {container.Name}";
        return kind switch
        {
            EngineErrorKind.PortTaken =>
                $"{again} # after freeing the port (ss -lntup shows the process that has it); or publish another port",
            EngineErrorKind.AddressNotHere =>
                $"{again} # after ip addr add ADDRESS/LENGTH dev LINK; or recreate the container with a port on an address that the host "
                    + $"has (-p PORT:PORT for all)",
            EngineErrorKind.NetworkGone =>
                $"docker network connect NETWORK {container.Name} # NETWORK: one that exists; or recreate the container on " + $"it",
            EngineErrorKind.NoAddress or EngineErrorKind.NoAddressPool =>
                $"{again} # after making room: use a larger subnet, or fewer containers (docker network inspect NETWORK " + $"shows both)",
            EngineErrorKind.VxlanExists =>
                $"ip link del NAME && {again} # NAME: the link that was left (vx-..., br-..., veth...), which ip -d link " + $"shows",
            EngineErrorKind.NotSupported or EngineErrorKind.VxlanUnsupported when SharedParent(host, container) is { } other =>
                $"{Modprobe(host, kind, container)}docker rm {container.Name} # {other}; then create the container again. If "
                    + $"modprobe finds no module, {ExtraModules}",
            EngineErrorKind.NotSupported or EngineErrorKind.VxlanUnsupported =>
                $"{Modprobe(host, kind, container)}{again} # if modprobe finds no module, {ExtraModules}",
            EngineErrorKind.RuleRefused =>
                $"systemctl restart docker && {again} # sets up the engine's firewall chains again, which another program " + $"flushed",
            EngineErrorKind.NotAllowed when ForServices(host, container) is not null =>
                $"docker rm {container.Name} # then run it as a service (docker service create --network NETWORK IMAGE), or on a network "
                    + $"that was created with --attachable: that can't be changed later",
            _ => $"{again} # after correcting the cause that the engine names",
        };
    }

    private static ShellText ExtraModules =>
        $"install the kernel's extra modules (Ubuntu: linux-modules-extra-$(uname -r); Fedora, RHEL: kernel-modules-extra), "
        + $"or run a kernel that has it";

    /// <summary>
    /// A parent link carries either macvlan or ipvlan, as only one of them can receive on it. Null if no other network is in conflict.
    /// </summary>
    private static ShellText? SharedParent(HostSnapshot host, Container container)
    {
        var shared = (
            from endpoint in container.Endpoints
            let own = host.NetworkOf(endpoint)
            where own is { Driver: "macvlan" or "ipvlan" } && Parent(own) is not null
            from other in host.Networks.OrNone()
            where other.Driver is "macvlan" or "ipvlan" && other.Driver != own.Driver && Parent(other) == Parent(own)
            select (Own: own, Other: other)
        ).FirstOrDefault();
        if (shared.Own is null)
        {
            return null;
        }

        var parent = Parent(shared.Own);
        return $"then recreate network {shared.Own.Name} on another parent (a VLAN of {parent}, for example): {shared.Other.Driver} "
            + $"network {shared.Other.Name} has {parent}, and a link carries one of the two kinds";
    }

    private static string? Parent(Network network) => network.Options.TryGetValue("parent", out var parent) ? parent : null;

    /// <summary>The command that loads the kernel modules for the container's networks.</summary>
    private static ShellText Modprobe(HostSnapshot host, EngineErrorKind kind, Container container)
    {
        var drivers =
            kind == EngineErrorKind.VxlanUnsupported
                ? ["overlay"]
                : container.Endpoints.Select(endpoint => host.NetworkOf(endpoint)?.Driver).OfType<string>().ToList();
        var modules = drivers.Select(ModuleOf).OfType<string>().Distinct().ToList();
        return modules.Count == 0
            ? $"modprobe MODULE && "
            : ShellText.Join("", modules.Select(module => (ShellText)$"modprobe {module} && "));
    }

    private static string? ModuleOf(string driver) =>
        driver switch
        {
            "overlay" => "vxlan",
            "bridge" => "veth",
            "macvlan" or "ipvlan" => driver,
            _ => null,
        };
}
