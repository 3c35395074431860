using NetAudit.Help;
using NetAudit.Help.Pages;
using NetAudit.Help.Writers;

const int Misused = 64;

if (args is not [var source, var assembly, var target])
{
    Console.Error.WriteLine("Usage: NetAudit.Help <folder of pages> <NetAudit.PowerShell.dll> <folder to write to>");
    return Misused;
}

var mistakes = new Mistakes();
var pages = HelpPages.Read(source, mistakes);
var cmdlets = Cmdlets.Load(assembly);
var complete = PageCheck.Complete(pages, cmdlets, mistakes);
var topics = pages.Topics.ToDictionary(topic => topic.Name, topic => TopicWriter.Write(topic, mistakes));
if (mistakes.Any)
{
    mistakes.WriteTo(Console.Error);
    return 1;
}

_ = Directory.CreateDirectory(target);
foreach (var old in Directory.EnumerateFiles(target, "about_*.help.txt"))
{
    File.Delete(old);
}

foreach (var (name, text) in topics)
{
    File.WriteAllText(Path.Combine(target, $"{name}.help.txt"), text);
}

// Written last, because the build uses this file's time as that of all files.
MamlWriter.Write(complete, Path.Combine(target, Path.GetFileName(assembly) + "-Help.xml"));
return 0;
