using NetAudit.Snapshots;

namespace NetAudit.Collection.Engine;

/// <summary>
/// Containers in one sandbox. Docker names the other container in the network mode; podman's answers give each of them the same networks
/// and the same sandbox, as of one that has them for itself.
/// </summary>
internal static class SharedSandboxes
{
    /// <summary>The containers; of those in one sandbox all but one know whose it is.</summary>
    public static IReadOnlyList<Container> Mark(IReadOnlyList<Container> containers)
    {
        var owners = containers
            .Where(container => HasOwn(container) && container.SharesNamespaceOf is null)
            .GroupBy(container => container.SandboxKey!)
            .Where(group => group.Count() > 1)
            .ToDictionary(group => group.Key, group => Owner([.. group]).Id);
        return owners.Count == 0
            ? containers
            :
            [
                .. containers.Select(container =>
                    HasOwn(container) && owners.TryGetValue(container.SandboxKey!, out var owner) && container.Id != owner
                        ? container with
                        {
                            SandboxOf = owner,
                        }
                        : container
                ),
            ];
    }

    private static bool HasOwn(Container container) =>
        container is { IsRunning: true, NetworkMode: not ("host" or "none"), SandboxKey.Length: > 0, Endpoints.Count: > 0 }
        && container.Endpoints.All(endpoint => endpoint.NetworkId is not ("host" or "none"));

    /// <summary>A pod's container without an image is made for its sandbox; else the first that was started.</summary>
    private static Container Owner(IReadOnlyList<Container> containers) =>
        containers.OrderBy(container => !string.IsNullOrEmpty(container.Image)).ThenBy(container => container.Pid ?? int.MaxValue).First();
}
