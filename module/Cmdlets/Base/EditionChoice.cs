using System.Management.Automation;
using NetAudit.Gate;
using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>Reads -Edition, -Solution and -Aspect.</summary>
internal static class EditionChoice
{
    /// <summary>The edition of that name or file; a relative path starts at the session's current folder, not the process's.</summary>
    public static Edition Load(PSCmdlet cmdlet, string nameOrPath)
    {
        try
        {
            return Load(cmdlet.SessionState, nameOrPath);
        }
        catch (NetAuditException error)
        {
            cmdlet.ThrowTerminatingError(Errors.Record(error));
            throw;
        }
    }

    /// <summary>The edition that the current folder's options file names, else the default one.</summary>
    public static Edition ByOptions(PSCmdlet cmdlet)
    {
        try
        {
            var options = AuditOptions.Find(cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath);
            cmdlet.WriteVerbose($"The edition is {DisplayText.Scrub(options.Edition)}.");
            return Editions.Load(options.Edition);
        }
        catch (NetAuditException error)
        {
            cmdlet.ThrowTerminatingError(Errors.Record(error));
            throw;
        }
    }

    /// <summary>Loads an edition, without a cmdlet to report to.</summary>
    /// <exception cref="NetAuditException">There is none, or it is wrong.</exception>
    public static Edition Load(SessionState session, string nameOrPath) =>
        Editions.Load(IsFile(nameOrPath) ? session.Path.GetUnresolvedProviderPathFromPSPath(nameOrPath) : nameOrPath);

    /// <summary>The ids that match the names and patterns, each spelled as in the edition.</summary>
    /// <param name="cmdlet">The cmdlet, which ends with an error if a name matches nothing.</param>
    /// <param name="what">"solution" or "aspect".</param>
    /// <param name="given">What the user gave, or null for all.</param>
    /// <param name="known">The edition's ids.</param>
    public static IReadOnlyList<string> Ids(Cmdlet cmdlet, string what, IReadOnlyCollection<string>? given, IReadOnlyList<string> known)
    {
        foreach (var name in given ?? [])
        {
            if (!known.Any(new NameFilter([name]).Matches))
            {
                cmdlet.ThrowTerminatingError(
                    Errors.Record(
                        what == "solution" ? "SolutionUnknown" : "AspectUnknown",
                        ErrorCategory.InvalidArgument,
                        $"The edition has no {what} '{name}'. It has: {string.Join(", ", known)}.",
                        name,
                        $"Name one of these: {string.Join(", ", known)}. Wildcards are allowed."
                    )
                );
            }
        }

        return [.. known.Where(new NameFilter(given).Keeps)];
    }

    private static bool IsFile(string nameOrPath) =>
        nameOrPath.IndexOfAny(['/', '\\']) >= 0 || nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
