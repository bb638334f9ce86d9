using System.Text.RegularExpressions;

namespace GroupChat.Integration.Tests;

/// <summary>docs/configuration.md and the server know the same settings.</summary>
public sealed partial class ConfigurationDocumentTests
{
    [Fact]
    public async Task Document_ComparedWithHelp_ListsEverySettingAndNoOther()
    {
        var (code, help) = await Commands.RunAsync("dotnet", [Commands.GatewayDll, "--help"]);
        var document = await File.ReadAllTextAsync(Path.Combine(Commands.Root, "docs", "configuration.md"));

        Assert.Equal(0, code);
        var known = Keys(HelpLine().Matches(help));
        Assert.NotEmpty(known);
        Assert.Equal(known, Keys(TableRow().Matches(document)));
    }

    private static List<string> Keys(MatchCollection lines) =>
        [.. lines.Select(line => line.Groups[1].Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex("^  --([^=\\s]+)=", RegexOptions.Multiline)]
    private static partial Regex HelpLine();

    // A setting is a row whose first cell is one key in code and nothing else.
    [GeneratedRegex("^\\| `([^`]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
