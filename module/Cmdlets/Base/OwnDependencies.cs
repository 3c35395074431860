using System.Management.Automation;
using System.Reflection;

namespace NetAudit.PowerShell;

/// <summary>
/// In PowerShell 7: loads the cmdlets' dependencies into the load context that NetAudit.psm1 made, before any is needed. The script doesn't
/// do it, as PowerShell's first method calls take longer than .NET takes for the files.
/// </summary>
/// <remarks>
/// PowerShell calls this after it has examined all public types. None of them may need NetAudit.dll for its layout, as a base type or an
/// enum field would.
/// </remarks>
public sealed class OwnDependencies : IModuleAssemblyInitializer
{
    /// <summary>Its name, as .NET Standard lacks the type, and .NET Framework has none.</summary>
    private const string ContextType = "System.Runtime.Loader.AssemblyLoadContext";

    /// <summary>Prefixes of assemblies for .NET Framework; .NET has its own.</summary>
    private static readonly string[] s_frameworks = ["System.", "Microsoft."];

    /// <inheritdoc />
    public void OnImport()
    {
        var cmdlets = typeof(OwnDependencies).Assembly;
        if (Type.GetType(ContextType) is not { } type)
        {
            return;
        }

        // If the assembly itself was imported, it is in the default context, which finds the files beside it.
        var context = type.GetMethod("GetLoadContext")!.Invoke(null, [cmdlets]);
        if (context is null || context == type.GetProperty("Default")!.GetValue(null))
        {
            return;
        }

        var load =
            (Func<string, Assembly>)
                Delegate.CreateDelegate(typeof(Func<string, Assembly>), context, type.GetMethod("LoadFromAssemblyPath")!);
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(cmdlets.Location)!, "*.dll").Where(IsOurs))
        {
            _ = load(file);
        }
    }

    private static bool IsOurs(string file) =>
        !s_frameworks.Any(prefix => Path.GetFileName(file).StartsWith(prefix, StringComparison.Ordinal));
}
