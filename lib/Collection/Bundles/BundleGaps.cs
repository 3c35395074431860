using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Bundles;

/// <summary>The facts that a bundle lacks, if they matter.</summary>
internal static class BundleGaps
{
    private const string Missing = "not in the bundle";
    private const string Partial = "lacks a part that each of its entries has";
    private const string AsRoot = "run collect.sh as root on the host, with iproute2 installed";

    /// <param name="bundle">The bundle.</param>
    /// <param name="host">The facts that were read from it.</param>
    /// <param name="folders">Folders of containers by id.</param>
    public static IReadOnlyList<Gap> Find(Bundle bundle, HostSnapshot host, IReadOnlyDictionary<string, string> folders) =>
        [.. Engine(bundle, host), .. Host(bundle, host), .. Containers(bundle, host, folders), .. EngineNamespaces(bundle, host)];

    private static IEnumerable<Gap> Engine(Bundle bundle, HostSnapshot host)
    {
        const string Remedy = "run collect.sh as a user who may use the engine's socket";
        if (host.Engine is null)
        {
            yield return Gap(bundle, "engine", "engine/info.json", Remedy);
        }

        if (host.Networks is null)
        {
            yield return Gap(bundle, "engine/networks", "engine/networks.json", Remedy);
        }

        if (host.Containers is null)
        {
            yield return Gap(bundle, "engine/containers", "engine/containers.json", Remedy);
        }

        if (host.Engine is { Nodes: null, Swarm.ControlAvailable: true })
        {
            yield return Gap(bundle, "engine/nodes", "engine/nodes.json", Remedy);
        }

        if (host.Engine is { Services: null, Swarm.ControlAvailable: true })
        {
            yield return Gap(bundle, "engine/services", "engine/services.json", Remedy);
        }
    }

    private static IEnumerable<Gap> Host(Bundle bundle, HostSnapshot host)
    {
        if (host.Processes is null)
        {
            yield return Gap(bundle, "processes", "host/processes.json", AsRoot);
        }

        foreach (
            var gap in host.HostNamespace is null
                ? [Gap(bundle, "host namespace", "host/links.json", AsRoot)]
                : Parts(bundle, "host namespace", "host/", host.HostNamespace, isHost: true)
        )
        {
            yield return gap;
        }
    }

    private static IEnumerable<Gap> Containers(Bundle bundle, HostSnapshot host, IReadOnlyDictionary<string, string> folders)
    {
        foreach (
            var container in (host.Containers ?? []).Where(container =>
                container is { IsRunning: true, NetworkMode: not "host", SharesNamespaceOf: null }
            )
        )
        {
            var subject = "container " + container.Name;
            var folder = folders.TryGetValue(container.Id, out var known) ? known : $"containers/{container.Id}/";
            if (!host.ContainerNamespaces.TryGetValue(container.Id, out var inside))
            {
                yield return Closed(bundle, subject, folder);
                continue;
            }

            foreach (var gap in Parts(bundle, subject, folder, inside, isHost: false))
            {
                yield return gap;
            }
        }
    }

    private static IEnumerable<Gap> EngineNamespaces(Bundle bundle, HostSnapshot host) =>
        host.EngineNamespaces.SelectMany(pair =>
            pair.Value == new NetworkNamespace()
                ? [Closed(bundle, "engine namespace " + pair.Key, $"namespaces/{pair.Key}/")]
                : Parts(bundle, "engine namespace " + pair.Key, $"namespaces/{pair.Key}/", pair.Value, isHost: false)
        );

    /// <summary>The gap for a namespace of which nothing was seen. The collector writes the reason into the listeners' file.</summary>
    private static Gap Closed(Bundle bundle, string subject, string folder) =>
        Gap(subject, bundle.FailureOf(folder + "listeners.txt"), "its network namespace is " + Missing, AsRoot);

    private static IEnumerable<Gap> Parts(Bundle bundle, string subject, string folder, NetworkNamespace seen, bool isHost)
    {
        if (seen.Links is null)
        {
            var lacking = WholeEntries.Links(bundle.Array(folder + "links.json")) is null ? "links.json" : "addresses.json";
            yield return Gap(bundle, subject + ": links", folder + lacking, AsRoot);
        }
        else if (!bundle.HoldsArray(folder + "links.json"))
        {
            yield return Gap(bundle, subject + ": kinds of links", folder + "links.json", AsRoot);
        }

        if (seen.Routes is null)
        {
            yield return Gap(bundle, subject + ": routes", folder + "routes.json", AsRoot);
        }

        if (!isHost)
        {
            yield break; // What follows is asked of the host only.
        }

        if (seen.Firewall is null)
        {
            yield return Gap(bundle, subject + ": firewall", folder + "iptables.txt", AsRoot);
        }

        if (seen.Listeners is null)
        {
            yield return Gap(bundle, subject + ": listeners", folder + "listeners.txt", AsRoot);
        }

        if (seen.XfrmStates is null)
        {
            yield return Gap(bundle, subject + ": IPsec states", folder + "xfrm-state.txt", AsRoot);
        }
    }

    private static Gap Gap(Bundle bundle, string subject, string file, string remedy) =>
        Gap(subject, bundle.FailureOf(file), bundle.IsThere(file) ? $"{file} {Partial}" : $"{file} is {Missing}", remedy);

    private static Gap Gap(string subject, string? failure, string lacking, string remedy) =>
        new()
        {
            Kind = failure is null ? GapKind.NotRecorded : ToolFailure.KindOf(failure),
            Subject = subject,
            Reason = failure ?? lacking,
            Remedy = remedy,
        };
}
