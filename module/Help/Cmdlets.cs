using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace NetAudit.Help;

/// <summary>A cmdlet, as PowerShell's engine describes it.</summary>
/// <param name="Info">Its name, parameters and parameter sets.</param>
/// <param name="Defaults">The default values of its parameters, by name.</param>
internal sealed record CmdletFacts(CmdletInfo Info, IReadOnlyDictionary<string, object?> Defaults)
{
    // These two are common in PowerShell, but help must show which cmdlets have them.
    private static readonly string[] s_told = ["WhatIf", "Confirm"];

    public string Name => Info.Name;

    /// <summary>Its parameters, without those that every cmdlet has.</summary>
    public IReadOnlyList<ParameterMetadata> Parameters =>
        [.. Info.Parameters.Values.Where(parameter => IsOwn(parameter.Name)).OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];

    /// <summary>Types that it takes from the pipeline.</summary>
    public IReadOnlyList<Type> InputTypes =>
        [
            .. Info
                .ParameterSets.SelectMany(set => set.Parameters)
                .Where(parameter => parameter.ValueFromPipeline)
                .Select(parameter => parameter.ParameterType.GetElementType() ?? parameter.ParameterType)
                .Distinct(),
        ];

    public static bool IsOwn(string parameter) =>
        s_told.Contains(parameter) || !(Cmdlet.CommonParameters.Contains(parameter) || Cmdlet.OptionalCommonParameters.Contains(parameter));
}

/// <summary>Reads the cmdlets of a module's assembly.</summary>
internal static class Cmdlets
{
    public static IReadOnlyList<CmdletFacts> Load(string assembly)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule(Path.GetFullPath(assembly));
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var command = PowerShell
            .Create(runspace)
            .AddCommand("Get-Command")
            .AddParameter("Module", Path.GetFileNameWithoutExtension(assembly));
        return [.. command.Invoke<CmdletInfo>().OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal).Select(Facts)];
    }

    private static CmdletFacts Facts(CmdletInfo cmdlet)
    {
        // Parameter sets are computed on first use, so they are read while the runspace is open.
        _ = cmdlet.ParameterSets;
        var fresh = Activator.CreateInstance(cmdlet.ImplementingType)!;
        using (fresh as IDisposable)
        {
            return new CmdletFacts(
                cmdlet,
                cmdlet.Parameters.Keys.ToDictionary(name => name, name => cmdlet.ImplementingType.GetProperty(name)?.GetValue(fresh))
            );
        }
    }
}
