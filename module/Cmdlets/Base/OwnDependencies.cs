using System.Management.Automation;
using System.Reflection;

namespace NetAudit.PowerShell;

/// <summary>
/// In PowerShell 7: loads the dependencies that lie beside the cmdlets into the load context that NetAudit.psm1 gave these, before
/// anything of them is needed. Not in the script: PowerShell takes longer for its first calls of methods than .NET does for the files.
/// </summary>
/// <remarks>
/// PowerShell calls this once it has looked at all public types: none of them may need NetAudit.dll for its layout, as a base type or a
/// field of one of its enums would.
/// </remarks>
public sealed class OwnDependencies : IModuleAssemblyInitializer
{
    /// <summary>Not in .NET Standard, and .NET Framework has none.</summary>
    private const string ContextType = "System.Runtime.Loader.AssemblyLoadContext";

    /// <summary>These are for .NET Framework: .NET has its own.</summary>
    private static readonly string[] s_frameworks = ["System.", "Microsoft."];

    /// <inheritdoc />
    public void OnImport()
    {
        var cmdlets = typeof(OwnDependencies).Assembly;
        if (Type.GetType(ContextType) is not { } type)
        {
            return;
        }

        // Who imported the file itself has it in the context of all; what lies beside it is found there.
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
