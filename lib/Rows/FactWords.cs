using System.Text;
using NetAudit.Findings;

namespace NetAudit.Rows;

/// <summary>Facts that rules need, in words: "the packet filter".</summary>
internal static class FactWords
{
    /// <summary>
    /// The words for one fact: the field's own name if it is clearer than the enum's, else the enum's name, word by word.
    /// </summary>
    public static string Find(HostFacts fact) =>
        fact switch
        {
            HostFacts.Engine => "the engine's version and settings",
            HostFacts.Networks => "the engine's networks",
            HostFacts.Containers => "the engine's containers",
            HostFacts.HostLinks => "the host's links",
            HostFacts.HostRoutes => "the host's routes",
            HostFacts.HostFirewall => "the packet filter",
            HostFacts.XfrmStates => "IPsec states",
            HostFacts.EngineNamespaces => "the overlay networks' namespaces",
            HostFacts.ContainerNamespaces => "the containers' namespaces",
            HostFacts.SwarmNodes => "the swarm's nodes (managers list them)",
            HostFacts.SwarmServices => "the swarm's services (managers list them)",
            _ => WordByWord(fact.ToString()),
        };

    private static string WordByWord(string name)
    {
        var words = new StringBuilder("the host's");
        foreach (var character in name)
        {
            _ = char.IsUpper(character) ? words.Append(' ').Append(char.ToLowerInvariant(character)) : words.Append(character);
        }

        return words.ToString();
    }
}
