using System.Text.RegularExpressions;
using NetAudit.Snapshots;

namespace NetAudit.Drift;

/// <summary>
/// A service's task is named after its slot, or for global services its node, and a random id ("web.1.pthfm05adgw61n08db75qe3eu"): a
/// restart makes a new container with another name.
/// </summary>
internal static class SwarmTasks
{
    private static readonly Regex Task = new(
        @"^(?<slot>.+?)(\.[0-9a-z]{25}){1,2}$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>
    /// The containers, with tasks under the name of their slot. Tasks that ended are left out, as others took their place.
    /// </summary>
    public static IEnumerable<Container> ByTheirSlot(IEnumerable<Container> containers) =>
        containers
            .Select(container => (Container: container, Match: Task.Match(container.Name)))
            .Where(pair => !pair.Match.Success || pair.Container.IsRunning)
            .Select(pair => pair.Match.Success ? pair.Container with { Name = pair.Match.Groups["slot"].Value } : pair.Container);
}
