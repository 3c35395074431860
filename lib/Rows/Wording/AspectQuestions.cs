using NetAudit.Model;

namespace NetAudit.Rows;

/// <summary>The questions that aspects ask. Beside them, "Yes" and "No" can't be read as their opposite.</summary>
internal static class AspectQuestions
{
    private static readonly Dictionary<string, string> s_questions = new()
    {
        [AspectIds.NetworkModel] = "What carries packets to other hosts?",
        [AspectIds.ApplicationIsolation] = "What keeps containers apart?",
        [AspectIds.ProtocolSupport] = "Which protocols pass between hosts?",
        [AspectIds.NameService] = "Can containers find each other by name?",
        [AspectIds.DistributedStorage] = "Is an external store required?",
        [AspectIds.EncryptionChannel] = "Is traffic between hosts encrypted?",
        [AspectIds.PartialConnectivity] = "Do hosts relay for hosts that can't reach each other?",
        [AspectIds.SeparateVnic] = "Does a container have another vNIC besides the cluster's?",
        [AspectIds.IPOverlap] = "May containers have the same address?",
        [AspectIds.SubnetRestriction] = "May a container's subnet overlap the host's?",
    };

    /// <summary>An aspect's question; "" if it has none here.</summary>
    public static string Find(string aspect) => s_questions.TryGetValue(aspect, out var question) ? question : "";
}
