using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Packages;

/// <summary>Our packages name the works of others that they contain. NETAUDIT_ACCEPT_NOTICES=1 writes the notices again.</summary>
public sealed class NoticesTests
{
    private const string Accept = "NETAUDIT_ACCEPT_NOTICES";

    [Fact]
    public void They_are_what_the_packages_say_of_themselves()
    {
        var path = Path.Combine(Repository.Root, "module", "THIRD-PARTY-NOTICES.txt");
        var made = Notices.Make();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.True(File.ReadAllText(path) == made, $"{path} isn't what is used any more: run these tests once with {Accept}=1.");
    }

    [Fact]
    public void Each_work_of_a_bill_of_materials_is_named_and_no_other()
    {
        var notices = Notices.Make();

        foreach (var package in new[] { "lib", "module", "module/Shell" }.SelectMany(NugetPackage.Of))
        {
            Assert.Contains($"\n{package.Id}: ", notices, StringComparison.Ordinal);
            Assert.All(package.Files, file => Assert.Contains(file, notices, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("DnsClient", notices, StringComparison.Ordinal);
        Assert.Contains("dagre", notices, StringComparison.Ordinal);
    }
}
