using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace NetAudit.Module.Tests.Support;

/// <summary>Loads the library for tests from the packed module, out of its load context, as rows are of the module's own types.</summary>
internal static class ModuleLibrary
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(Repository.Manifest)!, "module", "bin");

    /// <summary>The cmdlets' assembly, loaded as PowerShell does.</summary>
    public static Assembly Cmdlets => Assembly.LoadFrom(Path.Combine(s_folder, "NetAudit.PowerShell.dll"));

    // This runs before any test's code, as a test's first line may already need a type of the library.
#pragma warning disable CA2255 // A module initializer outside a library's setup: this is such a setup.
    [ModuleInitializer]
    internal static void Find() =>
        AssemblyLoadContext.Default.Resolving += (_, name) =>
            // LoadFile makes the same context as in OwnDependencies, whichever of the two runs first.
            name.Name == "NetAudit"
                ? Assembly.LoadFile(Path.Combine(s_folder, "NetAudit.dll"))
                : null;
#pragma warning restore CA2255
}
