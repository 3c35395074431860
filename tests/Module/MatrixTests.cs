using NetAudit.Module.Tests.Support;
using Newtonsoft.Json.Linq;

namespace NetAudit.Module.Tests;

public sealed class MatrixTests
{
    [Fact]
    public void The_default_edition_has_forty_cells_aspect_by_aspect()
    {
        using var session = new ModuleSession();
        var outcome = session.Run("Get-OverlayMatrix");

        Assert.Equal(40, outcome.Output.Count);
        Assert.Equal(
            ["NetworkModel", "NetworkModel", "NetworkModel", "NetworkModel", "ApplicationIsolation"],
            outcome.Values("Aspect").Take(5)
        );
        Assert.Equal(["Calico", "Flannel", "Weave", "DockerOverlay"], outcome.Values("Solution").Take(4));
        Assert.All(outcome.Values("Source"), source => Assert.NotEqual("", source));
    }

    [Fact]
    public void A_cell_is_found_by_wildcards_and_gives_the_published_text()
    {
        using var session = new ModuleSession();
        var outcome = session.Run("Get-OverlayMatrix -Solution docker* -Aspect separatevnic, SubnetR*");

        Assert.Equal(["yes", "Yes, not configurable after start"], outcome.Values("Documented"));
    }

    [Fact]
    public void Rows_go_through_a_pipeline()
    {
        using var session = new ModuleSession();
        var outcome = session.Run("Get-OverlayMatrix | Where-Object Documented -eq 'NaCl Library' | ForEach-Object Solution");

        Assert.Equal("Weave", Assert.Single(outcome.Output).ToString());
    }

    [Fact]
    public void Json_has_exactly_the_rows_properties()
    {
        using var session = new ModuleSession();
        var cells = JArray.Parse(Assert.Single(session.Run("Get-OverlayMatrix -Solution Weave -AsJson").Rows<string>()));

        Assert.Equal(10, cells.Count);
        Assert.Equal(
            [
                "Edition",
                "Aspect",
                "Title",
                "Question",
                "Solution",
                "Documented",
                "Values",
                "Meaning",
                "Note",
                "ChangedSince",
                "Relation",
                "Since",
                "Observable",
                "Source",
            ],
            ((JObject)cells[0]).Properties().Select(property => property.Name)
        );
    }

    [Fact]
    public void What_changed_between_two_editions_is_a_row_a_cell_with_both_texts_and_since_when()
    {
        using var session = new ModuleSession();
        var changed = session.Run("Get-OverlayMatrix -Compare blog-2015, current");

        Assert.Equal(21, changed.Output.Count);
        Assert.DoesNotContain("Same", changed.Values("Relation"));
        var names = Assert.Single(
            session.Run("Get-OverlayMatrix -Compare blog-2015, current -Solution DockerOverlay -Aspect NameService").Output
        );
        Assert.Equal(
            ["No", "Yes", "Changed", "1.10.0 (2016-02-04)"],
            new[] { "From", "To", "Relation", "Since" }.Select(property => names.Properties[property].Value.ToString())
        );
        Assert.Equal(40, session.Run("Get-OverlayMatrix -Compare blog-2015, current -IncludeSame").Output.Count);
    }

    [Theory]
    [InlineData(
        "Get-OverlayMatrix -Solution Cilium",
        "SolutionUnknown,NetAudit.PowerShell.GetOverlayMatrixCommand",
        "Calico, Flannel, Weave, DockerOverlay"
    )]
    [InlineData("Get-OverlayMatrix -Aspect Speed", "AspectUnknown,NetAudit.PowerShell.GetOverlayMatrixCommand", "NetworkModel")]
    [InlineData(
        "Get-OverlayFeature -Solution Cilium",
        "SolutionUnknown,NetAudit.PowerShell.GetOverlayFeatureCommand",
        "Calico, Flannel, Weave, DockerOverlay"
    )]
    [InlineData("Get-OverlayFeature -Edition nope", "EditionNotFound,NetAudit.PowerShell.GetOverlayFeatureCommand", "blog-2015")]
    public void A_name_that_is_not_known_is_an_error_that_names_the_valid_ones(string script, string id, string valid)
    {
        using var session = new ModuleSession();
        var thrown = session.Failure(script);

        Assert.Equal(id, thrown.FullyQualifiedErrorId);
        Assert.Contains(valid, thrown.ErrorDetails.Message + thrown.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edition_file_is_looked_for_in_the_sessions_folder_not_the_processs()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("ours.json"), "{}");
        using var session = new ModuleSession();
        session.Set("folder", folder.Path);

        var thrown = session.Failure(
            "$null = $ExecutionContext.SessionState.Path.SetLocation($folder); Get-OverlayMatrix -Edition ./ours.json"
        );

        Assert.Equal("EditionInvalid,NetAudit.PowerShell.GetOverlayMatrixCommand", thrown.FullyQualifiedErrorId);
        Assert.Contains("ours.json", thrown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-OverlayFeature -Solution ", "Calico,Flannel,Weave,DockerOverlay")]
    [InlineData("Get-OverlayFeature -Solution d", "DockerOverlay")]
    [InlineData("Get-OverlaySolution -Name w", "Weave")]
    [InlineData("Get-OverlayMatrix -Aspect Name", "NameService")]
    [InlineData("Get-OverlayMatrix -Edition blog", "blog-2015")]
    public void Names_are_completed(string typed, string expected)
    {
        using var session = new ModuleSession();
        session.Set("typed", typed);
        var outcome = session.Run(
            "foreach ($match in [System.Management.Automation.CommandCompletion]::CompleteInput($typed, $typed.Length, "
                + "$null).CompletionMatches) { $match.CompletionText }"
        );

        Assert.Equal(expected.Split(','), outcome.Output.Select(text => text.ToString()));
    }

    [Theory]
    [InlineData("""{ "edition": "current" }""", "current")]
    [InlineData("{}", "blog-2015")]
    public void An_options_file_in_the_folder_names_the_edition_and_a_parameter_goes_before_it(string options, string edition)
    {
        using var folder = new TemporaryFolder();
        using var session = new ModuleSession();
        File.WriteAllText(folder.File("netaudit.options.json"), options);
        session.Set("folder", folder.Path);
        var audit =
            $"$null = $ExecutionContext.SessionState.Path.SetLocation($folder); Get-OverlayFeature -Path "
            + $"{Repository.Host("overlay-swarm/sw1")}";

        Assert.Equal([edition], session.Run(audit).Values("Edition").Distinct());
        Assert.Equal(["blog-2015"], session.Run(audit + " -Edition blog-2015").Values("Edition").Distinct());
    }

    [Fact]
    public void An_options_file_with_a_mistake_is_an_error_with_the_nearest_name()
    {
        using var folder = new TemporaryFolder();
        using var session = new ModuleSession();
        File.WriteAllText(folder.File("netaudit.options.json"), """{ "editon": "current" }""");
        session.Set("folder", folder.Path);

        var error = session.Failure(
            $"$null = $ExecutionContext.SessionState.Path.SetLocation($folder); Get-OverlayFeature -Path "
                + $"{Repository.Host("overlay-swarm/sw1")}"
        );

        Assert.StartsWith("OptionsInvalid", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("did you mean 'edition'", error.Exception.Message, StringComparison.Ordinal);
    }
}
