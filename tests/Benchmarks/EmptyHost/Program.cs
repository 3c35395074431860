using System.Management.Automation.Runspaces;

// An empty program with a PowerShell engine inside. netaudit's start is measured beside it.
using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();
using var pipeline = System.Management.Automation.PowerShell.Create(runspace);
foreach (var result in pipeline.AddScript("'nothing'").Invoke())
{
    Console.Write(result);
}
