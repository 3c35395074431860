using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using NetAudit.Matrix;
using NetAudit.Model;

namespace NetAudit.PowerShell;

/// <summary>Completes names that an edition has and that begin with the typed text.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        var typed = (wordToComplete ?? "").Trim('\'', '"');
        return Names(fakeBoundParameters?["Edition"] as string)
            .Where(name => name.Id.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(
                name.Id,
                name.Id,
                CompletionResultType.ParameterValue,
                name.Tip.Length > 0 ? name.Tip : name.Id
            ));
    }

    /// <summary>The names, each with a tip.</summary>
    /// <param name="edition">The edition on the command line, or null.</param>
    private protected abstract IEnumerable<(string Id, string Tip)> Names(string? edition);

    // Completion can't report what is wrong with an edition; running the command does.
    private protected static Edition Load(string? edition)
    {
        try
        {
            return Editions.Load(edition ?? Editions.Default);
        }
        catch (NetAuditException)
        {
            return Editions.Load(Editions.Default);
        }
    }
}

/// <summary>Completes editions by name.</summary>
public sealed class EditionCompleter : NameCompleter
{
    private protected override IEnumerable<(string Id, string Tip)> Names(string? edition) =>
        Editions.BuiltIn.Select(name => (name, Editions.Load(name).Title));
}

/// <summary>Completes solutions.</summary>
public sealed class SolutionCompleter : NameCompleter
{
    private protected override IEnumerable<(string Id, string Tip)> Names(string? edition) =>
        Load(edition).Solutions.Select(solution => (solution.Id, solution.Title));
}

/// <summary>Completes aspects.</summary>
public sealed class AspectCompleter : NameCompleter
{
    private protected override IEnumerable<(string Id, string Tip)> Names(string? edition) =>
        Load(edition).Aspects.Select(aspect => (aspect.Id, aspect.Meaning));
}
