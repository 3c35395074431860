using System.Management.Automation;
using NetAudit.Rows;

namespace NetAudit.PowerShell;

/// <summary>
/// Checks the names of solutions that a user gave. A misspelt name would match nothing, and an empty answer reads as "nothing is wrong".
/// </summary>
internal static class SolutionChoice
{
    /// <summary>Ends the cmdlet with an error if a name or pattern matches no solution that NetAudit knows.</summary>
    /// <param name="cmdlet">The cmdlet to end.</param>
    /// <param name="given">Names and patterns; null if the user gave none.</param>
    public static void Check(Cmdlet cmdlet, IReadOnlyCollection<string>? given)
    {
        foreach (var name in given ?? [])
        {
            if (!HostAudit.Solutions.Any(new NameFilter([name]).Matches))
            {
                var known = string.Join(", ", HostAudit.Solutions);
                cmdlet.ThrowTerminatingError(
                    Errors.Record(
                        "SolutionUnknown",
                        ErrorCategory.InvalidArgument,
                        $"There is no solution '{name}'. NetAudit knows: {known}.",
                        name,
                        $"Name one of these: {known}. Wildcards are allowed."
                    )
                );
            }
        }
    }
}
