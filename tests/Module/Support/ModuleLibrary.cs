using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace NetAudit.Module.Tests.Support;

/// <summary>Loads the library for tests from the packed module, out of its load context, as rows are of the module's own types.</summary>
internal static class ModuleLibrary
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(Repository.Manifest)!, "module", "bin");

    /// <summary>The cmdlets' assembly, in the same context as in NetAudit.psm1. The first of the two to run makes that context.</summary>
    public static Assembly Cmdlets => Assembly.LoadFile(Path.Combine(s_folder, "NetAudit.PowerShell.dll"));

    // This runs before any test's code, as a test's first line may already need a type of the library.
#pragma warning disable CA2255 // A module initializer outside a library's setup: this is such a setup.
    [ModuleInitializer]
    internal static void Find() =>
        AssemblyLoadContext.Default.Resolving += (_, name) =>
            name.Name == "NetAudit"
                ? AssemblyLoadContext.GetLoadContext(Cmdlets)!.LoadFromAssemblyPath(Path.Combine(s_folder, "NetAudit.dll"))
                : null;
#pragma warning restore CA2255
}
