using NetAudit.Findings;

namespace NetAudit.Topology;

/// <summary>Attaches findings to the nodes that they are about.</summary>
internal static class Marks
{
    public static TopologyNode Put(TopologyNode node, IReadOnlyList<Trouble> troubles)
    {
        var own = troubles.Where(trouble => trouble.IsOn(node.Host) && IsAbout(trouble.Finding.Subject, node)).ToList();
        return own.Count == 0 ? node : node with { Findings = [.. own.Select(trouble => trouble.Mark)] };
    }

    private static bool IsAbout(FindingSubject subject, TopologyNode node) =>
        subject.Kind switch
        {
            SubjectKind.Network => node.Kind == TopologyNodeKind.Network && node.Name == subject.Name,
            SubjectKind.Container => node.Kind == TopologyNodeKind.Container && node.Name == subject.Name,
            SubjectKind.Service => node.Kind == TopologyNodeKind.Container && node.Group == subject.Name,
            SubjectKind.Link => node.Kind is TopologyNodeKind.Link or TopologyNodeKind.Tunnel or TopologyNodeKind.Bridge
                && node.Name == subject.Name,
            SubjectKind.Host or SubjectKind.Agent or SubjectKind.Port => node.Kind == TopologyNodeKind.Host,
            _ => false,
        };
}
