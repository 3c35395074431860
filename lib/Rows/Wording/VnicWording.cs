using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Snapshots;

namespace NetAudit.Rows;

/// <summary>Containers' vNICs, in words.</summary>
internal static class VnicWording
{
    private const int MostContainers = 3;

    public static string Observed(VnicFacts facts)
    {
        var all = facts.Separate.Count + facts.Single.Count;
        var words =
            facts.Separate.Count > 0
                ? $"{ValueNames.Yes}: another vNIC in {In(facts.Separate.Count, all)} ({List(facts.Separate)})"
                : $"{ValueNames.No}: only one vNIC in {In(facts.Single.Count, all)} ({List(facts.Single)})";
        var single = facts.Separate.Count > 0 && facts.Single.Count > 0 ? $"; only one vNIC: {List(facts.Single)}" : "";
        return words + single + LeftOut(facts);
    }

    public static string Observed(VnicUseFacts facts)
    {
        var used = facts.Used.GroupBy(Name).Select(group => $"{group.Key}: {TruncatedList.Join(group.Select(Used))}");
        var counted = facts
            .Counted.GroupBy(one => SeparateVnic.Value(one).Name)
            .Select(group => $"{group.Key}, {TruncatedList.Join(group.Select(Counted))}");
        var rest = facts.Counted.Count == 0 ? "" : $"; by its links only: {string.Join("; ", counted)}";
        return string.Join("; ", used) + rest;
    }

    /// <summary>Containers that aren't counted, and why: the engine is meant to give them no vNIC of its own.</summary>
    private static string LeftOut(VnicFacts facts)
    {
        var inside = TruncatedList.Join(facts.Internal.Select(one => one.Container.Name), most: MostContainers);
        string?[] left =
        [
            facts.Internal.Count > 0 ? $"{inside}, on internal networks only" : null,
            facts.Joined.Count > 0 ? TruncatedList.Join(facts.Joined.Select(Joined), "; ", MostContainers) : null,
        ];
        var told = left.OfType<string>().ToList();
        return told.Count == 0 ? "" : $". Left out: {string.Join("; ", told)}";
    }

    private static string Joined(ContainerVnics one) =>
        one.Chosen.Count == 1
            ? $"{one.Container.Name}, whose other vNIC is on a network that it was given ({one.Chosen[0]})"
            : $"{one.Container.Name}, whose other vNICs are on networks that it was given ({string.Join(", ", one.Chosen)})";

    private static string In(int count, int all) => Quantity.Part(count, all, "container");

    private static string List(IEnumerable<ContainerVnics> containers) =>
        TruncatedList.Join(containers.Select(Counted), "; ", MostContainers);

    private static string Name(VnicUse use) =>
        use.Kind switch
        {
            VnicUseKind.Stray => Contradiction.Unused.ToString(),
            VnicUseKind.Separate => ValueNames.Yes,
            _ => ValueNames.No,
        };

    private static string Used(VnicUse use)
    {
        var own = $"{use.Vnics.Container.Name} sent to {ProbeWording.TargetName(use.Cluster)} by {LinkOf(use.Cluster)}";
        if (use.Kind == VnicUseKind.Stray)
        {
            return $"{own}, not by {Links(use.Vnics.Own)}";
        }

        if (use.Outside is { } outside)
        {
            var link = LinkOf(outside) == LinkOf(use.Cluster) ? "the same" : LinkOf(outside);
            return $"{own} and to its default gateway by {link}";
        }

        return use.Vnics.IsSeparate ? $"{own}, and also has {Links(use.Vnics.Others.Select(other => other.Link))}" : own;
    }

    private static string Counted(ContainerVnics one)
    {
        var others = string.Join(", ", one.Others.Select(other => $"{other.Link.Name} on {Bridge(other)}"));
        return $"{one.Container.Name}: {Links(one.Own)}{(one.IsSeparate ? $" for the cluster and {others}" : "")}";
    }

    private static string Bridge(OtherVnic other) => other.Bridge ?? (other.IsGatewayBridgeThere ? "another bridge" : "a bridge");

    private static string Links(IEnumerable<Link> links) => string.Join(", ", links.Select(link => link.Name));

    private static string? LinkOf(ProbeRecord record) => (record.Finding as VnicUsed)?.Link;
}
