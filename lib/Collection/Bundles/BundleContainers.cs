using NetAudit.Collection.Formats;
using NetAudit.Snapshots;

namespace NetAudit.Collection.Bundles;

/// <summary>Joins the folders of containers with the engine's containers.</summary>
internal static class BundleContainers
{
    /// <summary>Folders by the container's full ID; by the folder's own name if the engine doesn't know it.</summary>
    public static IReadOnlyDictionary<string, string> Folders(Bundle bundle, IReadOnlyList<Container>? containers)
    {
        var ids = (containers ?? []).Select(container => container.Id).ToList();
        var folders = new Dictionary<string, string>();
        foreach (var name in bundle.Folders("containers/"))
        {
            folders[Ids.Full(name, ids) ?? name] = $"containers/{name}/";
        }

        return folders;
    }

    /// <summary>The container with the resolv.conf that was found inside it.</summary>
    public static Container WithResolver(Bundle bundle, Container container, IReadOnlyDictionary<string, string> folders) =>
        folders.TryGetValue(container.Id, out var folder) && bundle.Text(folder + "resolv.conf") is { } text
            ? container with
            {
                Resolver = ResolvConf.Read(text),
            }
            : container;
}
