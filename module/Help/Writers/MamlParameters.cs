using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Xml.Linq;
using NetAudit.Help.Pages;

namespace NetAudit.Help.Writers;

/// <summary>A cmdlet's parameters in MAML: facts from the engine, texts from the page.</summary>
internal static class MamlParameters
{
    private static XNamespace Maml => MamlWriter.Maml;

    private static XNamespace Command => MamlWriter.Command;

    private static XNamespace Dev => MamlWriter.Dev;

    /// <summary>One item per parameter set, the default one first.</summary>
    public static XElement Syntax(CompletePage page) =>
        new(
            Command + "syntax",
            page.Cmdlet.Info.ParameterSets.OrderByDescending(set => set.IsDefault)
                .Select(set => new XElement(
                    Command + "syntaxItem",
                    new XElement(Maml + "name", page.Page.Name),
                    set.Parameters.Where(parameter => CmdletFacts.IsOwn(parameter.Name))
                        .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
                        .ThenByDescending(parameter => parameter.IsMandatory)
                        .Select(parameter => Element(page, parameter))
                ))
        );

    public static XElement All(CompletePage page) =>
        new(
            Command + "parameters",
            from parameter in page.Cmdlet.Parameters
            let sets = page.Cmdlet.Info.ParameterSets.SelectMany(set => set.Parameters).Where(one => one.Name == parameter.Name)
            select Element(page, sets.First())
        );

    private static XElement Element(CompletePage page, CommandParameterInfo parameter)
    {
        var isSwitch = parameter.ParameterType == typeof(SwitchParameter);
        return new XElement(
            Command + "parameter",
            new XAttribute("required", Lower(parameter.IsMandatory)),
            new XAttribute("variableLength", Lower(parameter.ParameterType.IsArray)),
            new XAttribute("globbing", Lower(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any())),
            new XAttribute("pipelineInput", Pipeline(parameter)),
            new XAttribute("position", parameter.Position < 0 ? "named" : parameter.Position.ToString(CultureInfo.InvariantCulture)),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", MamlWriter.Paragraphs(page.Texts[parameter.Name]), Range(parameter)),
            isSwitch
                ? null
                : new XElement(
                    Command + "parameterValue",
                    new XAttribute("required", "true"),
                    new XAttribute("variableLength", Lower(parameter.ParameterType.IsArray)),
                    parameter.ParameterType.Name
                ),
            new XElement(Dev + "type", new XElement(Maml + "name", parameter.ParameterType.Name), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", Default(page.Cmdlet.Defaults.GetValueOrDefault(parameter.Name), isSwitch))
        );
    }

    private static string Pipeline(CommandParameterInfo parameter) =>
        (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
        {
            (true, true) => "True (ByValue, ByPropertyName)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        };

    private static IEnumerable<XElement> Range(CommandParameterInfo parameter) =>
        parameter
            .Attributes.OfType<ValidateRangeAttribute>()
            .Select(range => new XElement(
                Maml + "para",
                string.Create(CultureInfo.InvariantCulture, $"From {range.MinRange} to {range.MaxRange}.")
            ));

    private static string Default(object? value, bool isSwitch) =>
        value switch
        {
            _ when isSwitch => "False",
            null or "" or ICollection { Count: 0 } => "None",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string Lower(bool value) => value ? "true" : "false";
}
