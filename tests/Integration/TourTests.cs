using System.Text.RegularExpressions;

namespace GroupChat.Integration.Tests;

/// <summary>The README's tour, run as it stands there, so that it cannot rot.</summary>
public sealed partial class TourTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("groupchat-tour-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Readme_Tour_RunsAsWritten()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(Path.Combine(_folder, "data"));
        var readme = await File.ReadAllTextAsync(Path.Combine(Commands.Root, "README.md"));
        var blocks = TourBlock().Matches(readme).Select(match => match.Groups[1].Value).ToList();
        Assert.True(blocks.Count >= 4, "the README has lost its tour");
        var script = "set -e\n" + string.Join('\n', blocks).Replace("http://localhost:8080", gateway.Address, StringComparison.Ordinal);

        var (code, output) = await Commands.RunAsync("bash", ["-c", script], Environment());

        Assert.True(code == 0, output);
        Assert.Contains("Hello, is anybody here?", output);
        Assert.Contains("I am.", output);
        Assert.Contains("on disk", output);
        Assert.Contains("rooms-and-delivery", output);
        Assert.Contains("no language model", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("ANSWER_STATE_COMPLETE", output);
        Assert.Contains("groupchat.chat.v1.ChatService/Converse", output);
        Assert.Contains("Hello from buf.", output);

        Dictionary<string, string> Environment() => new()
        {
            ["GROUPCHAT_SERVER"] = gateway.Address,
            ["XDG_STATE_HOME"] = Path.Combine(_folder, "state"),
            // dotnet run then uses the build that is under test.
            ["Configuration"] = AppContext.BaseDirectory.Contains("/release", StringComparison.Ordinal) ? "Release" : "Debug",
        };
    }

    [Fact]
    public async Task Readme_ServerCommand_IsTheGateway()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Commands.Root, "README.md"));

        Assert.Contains("```bash server\ndotnet run --project src/Gateway\n```", readme);
        Assert.True(File.Exists(Path.Combine(Commands.Root, "src/Gateway/Gateway.csproj")));
    }

    [GeneratedRegex("```bash tour\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex TourBlock();
}
